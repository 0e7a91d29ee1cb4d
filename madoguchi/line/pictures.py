"""The pictures of rich menus, drawn from the words of the content."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator, Mapping
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from madoguchi.line.menus import AREAS, HEIGHT, WIDTH

INK, PAPER, LINE, BADGE = "#16324F", "#FFFFFF", "#D5DEE8", "#E8F0FA"
LARGEST_TYPE, SMALLEST_TYPE = 92, 48
"""Pixels; on a phone the picture is about a sixth as wide."""
SYMBOL = 240
SCRIPTS = {"ja": "ja", "zh-Hans": "zh-cn", "zh-Hant": "zh-tw", "ko": "ko"}
"""Locales whose letters not every typeface has, as fontconfig calls their languages."""


class NoTypeface(Exception):
    """No typeface of this machine can write a language."""


def picture(labels: Mapping[str, str], locale: str) -> bytes:
    """A PNG of the size of the menu, with the labels of its areas. Raises NoTypeface."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    width = WIDTH // len(AREAS)
    for place, key in enumerate(AREAS):
        left = place * width
        if place:
            draw.line([(left, 90), (left, HEIGHT - 90)], fill=LINE, width=6)
        _symbol(draw, key, left + width // 2, 300)
        _label(draw, labels[key], (left + width // 2, 600), width - 60, typeface(locale))
    written = io.BytesIO()
    image.quantize(64).save(written, "PNG", optimize=True)
    return written.getvalue()


@cache
def typeface(locale: str) -> tuple[str, int]:
    """The file of a typeface with the letters of a locale, and its place therein. Raises NoTypeface."""
    language = SCRIPTS.get(locale, locale)
    asked = ["fc-match", "--format=%{file}\t%{index}\t%{lang}", f"sans:lang={language}:weight=medium"]
    try:
        found = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        raise NoTypeface("fontconfig (fc-match) is needed to draw the pictures of rich menus") from None
    file, place, languages = [*found.split("\t"), "", ""][:3]
    if language not in languages.split("|"):
        raise NoTypeface(f"no typeface writes {locale}; install one, fonts-noto-cjk for example")
    return file, int(place or 0)


def _label(draw: ImageDraw.ImageDraw, text: str, center: tuple[int, int], width: int, file: tuple[str, int]) -> None:
    """As large as fits, over two lines where its words allow it."""
    lines, font = next(_fitting(draw, text, width, file))
    height = font.size * 1.25
    top = center[1] - height * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        draw.text((center[0], top + number * height), line, font=font, fill=INK, anchor="mm")


def _fitting(
    draw: ImageDraw.ImageDraw, text: str, width: int, file: tuple[str, int]
) -> Iterator[tuple[list[str], ImageFont.FreeTypeFont]]:
    for size in range(LARGEST_TYPE, SMALLEST_TYPE - 1, -4):
        font = _font(file, size)
        for lines in ([text], text.rsplit(" ", 1)):
            if all(draw.textlength(line, font=font) <= width for line in lines):
                yield lines, font
    yield text.rsplit(" ", 1), _font(file, SMALLEST_TYPE)


def _font(file: tuple[str, int], size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file[0], size, index=file[1])


def _symbol(draw: ImageDraw.ImageDraw, key: str, x: int, y: int) -> None:
    half = SYMBOL // 2
    draw.ellipse([x - half, y - half, x + half, y + half], fill=BADGE)
    {"topics": _lines, "hours": _clock, "phone": _phone, "language": _globe}[key](draw, x, y)


def _lines(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    for step in (-42, 0, 42):
        draw.ellipse([x - 66, y + step - 9, x - 48, y + step + 9], fill=INK)
        draw.rounded_rectangle([x - 28, y + step - 8, x + 66, y + step + 8], 8, fill=INK)


def _clock(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    draw.ellipse([x - 66, y - 66, x + 66, y + 66], outline=INK, width=14)
    draw.line([(x, y - 40), (x, y), (x + 32, y + 18)], fill=INK, width=14, joint="curve")


def _phone(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    draw.arc([x - 62, y - 74, x + 78, y + 66], 100, 170, fill=INK, width=30)
    draw.rounded_rectangle([x - 76, y - 66, x - 28, y - 6], 16, fill=INK)
    draw.rounded_rectangle([x + 2, y + 24, x + 66, y + 72], 16, fill=INK)


def _globe(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    draw.ellipse([x - 66, y - 66, x + 66, y + 66], outline=INK, width=12)
    draw.ellipse([x - 30, y - 66, x + 30, y + 66], outline=INK, width=10)
    draw.line([(x - 62, y - 24), (x + 62, y - 24)], fill=INK, width=10)
    draw.line([(x - 62, y + 24), (x + 62, y + 24)], fill=INK, width=10)
