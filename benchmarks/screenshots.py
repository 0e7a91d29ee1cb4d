"""Pictures of the widget's main states: `make screenshots`.

All of them, in every language, on a desktop and a phone, light and dark, go into docs/images/all/, one sheet for each
state; the few that the project shows go into docs/images/.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from benchmarks.chromium import bot, chromium

IMAGES = Path("docs/images")
ALL = IMAGES / "all"
QUESTIONS = {
    "ja": "マイナンバーは何に使いますか",
    "en": "What is My Number used for?",
    "zh-Hans": "个人编号用在哪里？",
    "zh-Hant": "個人編號用在哪裡？",
    "ko": "마이넘버는 어디에 쓰이나요?",
    "es": "¿Para qué se usa el My Number?",
    "pt": "Para que serve o My Number?",
}
DEVICES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1100, "height": 820}},
    "phone": {
        "viewport": {"width": 360, "height": 720},
        "has_touch": True,
        "is_mobile": True,
        "device_scale_factor": 1.5,
    },
}
SCHEMES = ("light", "dark")
COLUMNS = {"desktop": 4, "phone": 7}
COLOURS = 256
"""Of a picture's palette."""
SHARPENED = 4
"""Rounds that move the palette's colours to those of the picture; without them what is small and green turns grey."""
SHEETS = [("phone", "answer", "light"), ("phone", "person", "dark"), ("phone", "topics", "light")]
"""Shown by the project, all languages side by side."""
SINGLE = [
    ("desktop", "answer", "light", "ja"),
    ("desktop", "answer", "light", "en"),
    ("desktop", "answer", "dark", "pt"),
]
"""Shown by the project, in one language."""
expect.set_options(timeout=120_000)


def main() -> None:
    ALL.mkdir(parents=True, exist_ok=True)
    with bot() as service, chromium() as browser:
        for device, scheme in product(DEVICES, SCHEMES):
            shots = {locale: pictures(browser, service.address, locale, device, scheme) for locale in QUESTIONS}
            for state in STATES:
                sheet = beside([shots[locale][state] for locale in QUESTIONS], COLUMNS[device])
                save(sheet, ALL / f"{device}-{state}-{scheme}.png")
                if (device, state, scheme) in SHEETS:
                    save(sheet, IMAGES / f"widget-{device}-{state}-{scheme}.png")
                for locale in (one[3] for one in SINGLE if one[:3] == (device, state, scheme)):
                    save(shots[locale][state], IMAGES / f"widget-{device}-{locale}-{scheme}.png")


def pictures(browser: Browser, address: str, locale: str, device: str, scheme: Any) -> dict[str, Image.Image]:
    """One resident's way through the states, with a picture of each."""
    context = browser.new_context(locale=locale, color_scheme=scheme, reduced_motion="reduce", **DEVICES[device])
    page = context.new_page()
    page.goto(f"{address}/?lang={locale}")
    taken = {}
    for state, reach in STATES.items():
        reach(page, locale)
        page.wait_for_timeout(300)
        taken[state] = Image.open(BytesIO(page.screenshot())).convert("RGB")
    context.close()
    return taken


def closed(page: Page, locale: str) -> None:
    expect(page.locator(".launcher")).to_be_visible()


def greeting(page: Page, locale: str) -> None:
    page.locator(".launcher").click()
    expect(page.locator(".bot")).to_have_count(1)


def answer(page: Page, locale: str) -> None:
    ask(page, QUESTIONS[locale])
    expect(page.locator(".bot")).to_have_count(2)
    page.locator(".chip").last.click()
    expect(page.locator("blockquote").first).to_be_visible()


def opinion(page: Page, locale: str) -> None:
    page.locator(".chip").last.click()
    page.locator(".thumb").last.click()
    expect(page.locator(".reason input")).to_be_visible()


def person(page: Page, locale: str) -> None:
    page.locator(".tool").last.click()
    expect(page.locator(".bot")).to_have_count(3)


def topics(page: Page, locale: str) -> None:
    page.locator(".tool").first.click()
    expect(page.locator(".compose .list")).to_be_visible()


def menu(page: Page, locale: str) -> None:
    page.locator(".head .menu button").first.click()
    expect(page.locator(".head .list")).to_be_visible()


def number(page: Page, locale: str) -> None:
    page.keyboard.press("Escape")
    ask(page, "1234 5678 9018")
    expect(page.locator(".question p")).to_be_visible()


def offline(page: Page, locale: str) -> None:
    page.locator(".question button").last.click()
    page.context.set_offline(True)
    expect(page.locator(".notice")).to_be_visible()
    ask(page, QUESTIONS[locale])


STATES: dict[str, Callable[[Page, str], None]] = {
    one.__name__: one for one in (closed, greeting, answer, opinion, person, topics, menu, number, offline)
}


def ask(page: Page, text: str) -> None:
    page.locator("textarea").fill(text)
    page.locator("textarea").press("Enter")


def beside(shots: list[Image.Image], columns: int, gap: int = 16) -> Image.Image:
    """One picture of several of the same size, in rows."""
    width, height = (side + gap for side in shots[0].size)
    rows = -(-len(shots) // columns)
    joined = Image.new("RGB", (width * min(columns, len(shots)) - gap, height * rows - gap), "#8896a4")
    for place, shot in enumerate(shots):
        joined.paste(shot, (place % columns * width, place // columns * height))
    return joined


def save(picture: Image.Image, path: Path) -> None:
    few = picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, SHARPENED, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    print(path)


if __name__ == "__main__":
    main()
