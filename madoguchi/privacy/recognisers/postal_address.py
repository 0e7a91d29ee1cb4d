"""Postal codes with the address behind them, up to the end of the sentence or line.

Three digits and four (Japan Post, seven-digit codes since 2 February 1998). Without the postal mark 〒 it is
one when an administrative unit follows soon: 都道府県, 市区町村郡, or -shi, -ku, -cho, Tokyo.
A fact of the page ends the address, so that the hotline's number after it survives.
"""

import re

from madoguchi.privacy.chains import SIGN
from madoguchi.privacy.recogniser import InText
from madoguchi.privacy.view import KEPT

_REST = rf"[^。!?\n{KEPT}]{{0,120}}"
_UNIT = r"(?:[都道府県縣县市区區町村郡]|[a-z][- ](?:shi|ku|cho|machi|ken|gun)\b|(?i:tokyo|tóquio|tokio|도쿄))"
_MARKED = rf"〒 ?[0-9]{{3}}{SIGN}?[0-9]{{4}}(?![0-9]){_REST}"
_FOLLOWED = rf"(?<![0-9])(?<![0-9]-)[0-9]{{3}}-[0-9]{{4}}(?![0-9]|-[0-9])(?=[^0-9。!?\n{KEPT}]{{0,20}}{_UNIT}){_REST}"

RECOGNISER = InText(
    name="postal_address",
    rank=30,
    hint=re.compile(rf"[0-9]{{3}}{SIGN}?[0-9]{{4}}(?![0-9])"),
    pattern=re.compile(f"{_MARKED}|{_FOLLOWED}"),
)
