"""Payment cards: 13 to 19 digits, graded by the Luhn check.

Source: ISO/IEC 7812-1, Annex B (`stdnum.luhn`). Groups as printed by the issuers: 4-4-4-4, 4-4-4-4-3,
4-6-5 and 4-6-4, or pairs. Thirteen digits in one are a card only with a leading 4; otherwise they are more
likely a corporate number.
"""

from stdnum import luhn

from madoguchi.privacy.chains import LINK, SIGN, one_of, spelt
from madoguchi.privacy.recogniser import InChains

_PRINTED = ((4, 4, 4, 4, 3), (4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (8, 8), (2,) * 8, (1,) * 16)
_UNBROKEN = "4[0-9]{12}|[0-9]{14,19}"
# Six groups of four are two My Numbers, not a card and a half.
_NOT_GOING_ON = rf"(?![0-9]|{LINK}[0-9]{{4}}(?![0-9]))"
_NOT_AFTER = "".join(rf"(?<![0-9]{{4}}{SIGN * count})" for count in (1, 2, 3))
_SPELLINGS = (_UNBROKEN, *(_NOT_AFTER + spelt(*sizes) + _NOT_GOING_ON for sizes in _PRINTED))

RECOGNISER = InChains(
    name="payment_card",
    rank=40,
    whole=one_of(*_SPELLINGS),
    pattern=one_of(*_SPELLINGS),
    check=luhn.is_valid,
)
