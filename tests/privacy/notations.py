"""Seeded generators of numbers as people write them, in six languages: for tests and for `make bench-privacy`."""

from __future__ import annotations

from random import Random

from stdnum.jp import in_

GROUPINGS = [(12,), (4, 4, 4), (3, 3, 3, 3), (6, 6), (2,) * 6, (1,) * 12]
SIGNS = [
    *" \u00a0\u3000\u2009\u202f\t-‐‑‒–—―−ー－ｰ﹣~〜～./／・·•･_＿,，、:：",
    *("\n", "\r\n", "\n\n", " - ", ". ", ", ", " / ", "--"),
]
WIDTHS = ["0123456789", "０１２３４５６７８９"]
NUMERALS = ["〇一二三四五六七八九", "零一二三四五六七八九", "零壱弐参四五六七八九", "零壹贰叁肆伍陆柒捌玖", "공일이삼사오육칠팔구"]
AROUND = [
    ("私のマイナンバーは", "です。安全ですか"), ("番号", ""), ("", "ですけど大丈夫?"),
    ("my number is ", ", is it safe?"), ("My Number:", ""), ("mynumber", "ok"),
    ("我的个人编号是", "，安全吗"), ("号码：", "。"), ("我的號碼是", "嗎"),
    ("제 번호는 ", "인데 안전한가요"), ("번호", "입니다"), ("마이넘버(", ")"),
    ("mi número es ", ", ¿es seguro?"), ("nº", ""), ("meu número é ", "; é seguro?"), ("é o ", "!"),
    ("", ""),
]  # fmt: skip
"""Before and after, glued and spaced."""


def number(random: Random) -> str:
    """Twelve digits; nine in ten with the right check digit, the others mistyped."""
    digits = "".join(random.choices("0123456789", k=11))
    check = in_.calc_check_digit(digits)
    return digits + (check if random.random() < 0.9 else random.choice("0123456789"))


def grouped(digits: str, sizes: tuple[int, ...], sign: str) -> str:
    ends = [sum(sizes[: index + 1]) for index in range(len(sizes))]
    return sign.join(digits[end - size : end] for size, end in zip(sizes, ends, strict=True))


def written(digits: str, numerals: str) -> str:
    return digits.translate({ord(str(value)): numeral for value, numeral in enumerate(numerals)})


def listed(random: Random) -> tuple[str, str]:
    """A number in one of the listed notations, and the message with it."""
    own = number(random)
    spelt = grouped(own, random.choice(GROUPINGS), random.choice(SIGNS))
    if random.random() < 0.2:
        spelt = "".join(written(digit, random.choice(WIDTHS)) for digit in spelt)
    else:
        spelt = written(spelt, random.choice([*WIDTHS, *NUMERALS]))
    before, after = random.choice(AROUND)
    return own, before + spelt + after
