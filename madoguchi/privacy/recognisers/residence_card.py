"""Residence card numbers (在留カード番号): two letters, eight digits, two letters.

Source: Immigration Control and Refugee Recognition Act, Art. 19-4 (1) (v) and (2); the form is the one that
the Immigration Services Agency's inquiry for expired cards asks for. No check digit is published. Signs
between the parts only after capitals, or `de 20261123 ou` would be one.
"""

import re

from madoguchi.privacy.chains import SIGN
from madoguchi.privacy.recogniser import InText

_DIGITS = rf"[0-9](?:{SIGN}?[0-9]){{7}}"

RECOGNISER = InText(
    name="residence_card",
    rank=20,
    hint=re.compile(rf"{_DIGITS}{SIGN}?[A-Za-z]"),
    pattern=re.compile(
        rf"(?<![A-Za-z])(?:[A-Z]{{2}}{SIGN}?{_DIGITS}{SIGN}?[A-Z]{{2}}|[A-Za-z]{{2}}[0-9]{{8}}[A-Za-z]{{2}})(?![A-Za-z])"
    ),
)
