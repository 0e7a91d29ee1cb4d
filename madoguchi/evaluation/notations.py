"""Numbers as people write them, in six languages, from a seed: what the privacy gate is measured by.

The listed notations are those of the README's table and of `tests/privacy/`. A mutation spoils a listed one in a way
that people do: a digit too few or too many, signs anywhere, a letter for a digit, enclosed or invisible characters.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate, pairwise
from random import Random
from typing import NamedTuple

from stdnum.jp import in_

LENGTH = 12
GROUPINGS = [(12,), (4, 4, 4), (3, 3, 3, 3), (6, 6), (2,) * 6, (1,) * 12]
SIGNS = [
    *" \u00a0\u3000\u2009\u202f\t-‐‑‒–—―−ー－ｰ﹣~〜～./／・·•･_＿,，、:：",
    *("\n", "\r\n", "\n\n", " - ", ". ", ", ", " / ", "--"),
]
WIDTHS = ["0123456789", "０１２３４５６７８９"]
HANZI = ["〇一二三四五六七八九", "零一二三四五六七八九", "零壱弐参四五六七八九", "零壹贰叁肆伍陆柒捌玖"]
HANGUL = ["공일이삼사오육칠팔구"]
ENCLOSED = ["⓪①②③④⑤⑥⑦⑧⑨", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "٠١٢٣٤٥٦٧٨٩"]
AROUND = [
    ("私のマイナンバーは", "です。安全ですか"), ("番号", ""), ("", "ですけど大丈夫?"),
    ("my number is ", ", is it safe?"), ("My Number:", ""), ("mynumber", "ok"),
    ("我的个人编号是", "，安全吗"), ("号码：", "。"), ("我的號碼是", "嗎"),
    ("제 번호는 ", "인데 안전한가요"), ("번호", "입니다"), ("마이넘버(", ")"),
    ("mi número es ", ", ¿es seguro?"), ("nº", ""), ("meu número é ", "; é seguro?"), ("é o ", "!"),
    ("", ""),
]  # fmt: skip
"""What stands before and after, glued and spaced."""
PIECES = [
    *("最初は{}です", "次は{}", "残りは{}", "the first is {}", "then {}", "and the rest {}"),
    *("开头是{}", "然后{}", "처음은 {}", "다음 {}", "primero {}", "luego {}", "começa com {}", "depois {}"),
]
EVEN_SPLITS: dict[int, list[tuple[int, ...]]] = {
    2: [(6, 6), (4, 8), (8, 4)],
    3: [(4, 4, 4), (4, 4, 4), (3, 3, 6)],
    4: [(3, 3, 3, 3)],
}


class Sample(NamedTuple):
    """The number's twelve digits, how they are spelt, and the message."""

    digits: str
    spelt: str
    text: str


def number(random: Random) -> str:
    """Twelve digits; nine in ten with the right check digit, the others mistyped."""
    digits = "".join(random.choices("0123456789", k=LENGTH - 1))
    return digits + (in_.calc_check_digit(digits) if random.random() < 0.9 else random.choice("0123456789"))


def parts(digits: str, sizes: tuple[int, ...]) -> list[str]:
    return [digits[end - size : end] for size, end in zip(sizes, accumulate(sizes), strict=True)]


def in_numerals(digits: str, numerals: str) -> str:
    return digits.translate({ord(str(value)): numeral for value, numeral in enumerate(numerals)})


def spelling(random: Random, digits: str) -> str:
    """In one of the listed notations; one in five in mixed widths."""
    spelt = random.choice(SIGNS).join(parts(digits, random.choice(GROUPINGS)))
    if random.random() < 0.2:
        return "".join(in_numerals(digit, random.choice(WIDTHS)) for digit in spelt)
    return in_numerals(spelt, random.choice([*WIDTHS, *HANZI, *HANGUL]))


def listed(random: Random) -> Sample:
    digits = number(random)
    return _message(random, digits, spelling(random, digits))


def mutated(random: Random) -> Sample:
    digits = number(random)
    spelt = random.choice(MUTATIONS)(random, spelling(random, digits))
    return _message(random, digits, spelt)


def beside_a_fact(random: Random, fact: str) -> Sample:
    """A listed notation, and one of the page's numbers before or after it."""
    sample = listed(random)
    words = random.choice(
        ["、電話は{}です。", " tel. {}; ok ", "。{}は?と ", "\nand {} too\n", "(전화 {}) ", ", teléfono {}, y "]
    ).format(fact)
    return sample._replace(text=sample.text + words if random.random() < 0.5 else words + sample.text)


def split(random: Random, numerals: list[str]) -> tuple[str, list[str], list[str]]:
    """A number sent over two to four messages: its digits, the pieces as spelt, the messages.

    Half of them in even groups, the others cut anywhere; half of the messages with words around the piece.
    """
    digits, chosen = number(random), random.choice(numerals)
    spelt = [in_numerals(piece, chosen) for piece in parts(digits, _cut(random))]
    return digits, spelt, [random.choice(PIECES).format(piece) if random.random() < 0.5 else piece for piece in spelt]


def _cut(random: Random) -> tuple[int, ...]:
    count = random.choice([2, 3, 4])
    if random.random() < 0.5:
        return random.choice(EVEN_SPLITS[count])
    cuts = [0, *sorted(random.sample(range(1, LENGTH), count - 1)), LENGTH]
    return tuple(right - left for left, right in pairwise(cuts))


def _message(random: Random, digits: str, spelt: str) -> Sample:
    before, after = random.choice(AROUND)
    return Sample(digits, spelt, before + spelt + after)


def _anywhere(random: Random, spelt: str, put: str) -> str:
    at = random.randrange(1, len(spelt))
    return spelt[:at] + put + spelt[at:]


def _one_less(random: Random, spelt: str) -> str:
    at = random.choice([index for index, character in enumerate(spelt) if character.isalnum()])
    return spelt[:at] + spelt[at + 1 :]


def _one_twice(random: Random, spelt: str) -> str:
    at = random.choice([index for index, character in enumerate(spelt) if character.isalnum()])
    return spelt[: at + 1] + spelt[at:]


def _another_sign(random: Random, spelt: str) -> str:
    return _anywhere(random, spelt, random.choice([*SIGNS, "*", "|", "+", "'", "→", "」「", ") ("]))


def _invisible(random: Random, spelt: str) -> str:
    return random.choice("\u200b\u200d\u2060\ufeff\u00ad").join(spelt)


def _letter_for_digit(random: Random, spelt: str) -> str:
    return spelt.replace("0", random.choice("Oo")) if random.random() < 0.5 else spelt.replace("1", random.choice("lI"))


def _enclosed(random: Random, spelt: str) -> str:
    numerals = random.choice(ENCLOSED)
    return "".join(in_numerals(one, numerals) if random.random() < 0.5 else one for one in spelt)


def _uneven(random: Random, spelt: str) -> str:
    return "".join(one + (random.choice(SIGNS) if random.random() < 0.3 else "") for one in spelt)


Mutation = Callable[[Random, str], str]
MUTATIONS: list[Mutation] = [
    _one_less, _one_twice, _another_sign, _invisible, _letter_for_digit, _enclosed, _uneven
]  # fmt: skip
