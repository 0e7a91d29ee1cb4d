"""Telephone numbers: domestic with a leading 0 and 10 or 11 digits in all, international with a +.

Sources: Order of the MIC No. 4 of 2019 (telephone numbers) and the numbering plan under it; ITU-T E.164, at
most 15 digits after the +. The page's own numbers have been set aside before this recogniser looks.
"""

import re

from madoguchi.privacy.chains import in_any_grouping, one_of, spelt
from madoguchi.privacy.recogniser import InChains

_WRITTEN = ((2, 4, 4), (3, 3, 4), (4, 2, 4), (5, 1, 4), (3, 4, 4), (4, 3, 3))
_DOMESTIC = f"(?=0){in_any_grouping(10, 11)}"
_INTERNATIONAL = rf"\+(?=[1-9]){in_any_grouping(8, 15)}"

RECOGNISER = InChains(
    name="phone_number",
    rank=60,
    whole=re.compile(f"{_DOMESTIC}|{_INTERNATIONAL}"),
    pattern=one_of("0[0-9]{9,10}", *(f"(?=0){spelt(*sizes)}" for sizes in _WRITTEN)),
)
