"""Pictures of the widget's main states into docs/images/: all languages, desktop and phone, light and dark."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from benchmarks.chromium import bot, chromium

IMAGES = Path("docs/images")
QUESTIONS = {
    "ja": "マイナンバーは何に使いますか",
    "en": "What is My Number used for?",
    "zh-Hans": "个人编号用在哪里？",
    "zh-Hant": "個人編號用在哪裡？",
    "ko": "마이넘버는 어디에 쓰이나요?",
    "es": "¿Para qué se usa el My Number?",
    "pt": "Para que serve o My Number?",
}
DESKTOP = {"viewport": {"width": 1100, "height": 820}}
PHONE = {"viewport": {"width": 360, "height": 720}, "has_touch": True, "is_mobile": True, "device_scale_factor": 1.5}
expect.set_options(timeout=120_000)
COLOURS = 64
"""Of a picture's palette; more would be seen by nobody and weigh a third more."""
STATES = {"light": ("answer", "person", "number", "topics"), "dark": ("person",)}


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with bot() as service, chromium() as browser:
        for scheme, states in STATES.items():
            for state in states:
                phones = [shot(browser, service.address, locale, state, scheme, PHONE) for locale in QUESTIONS]
                save(beside(phones), f"widget-phone-{state}-{scheme}")
            for locale in ("ja", "en") if scheme == "light" else ("pt",):
                picture = shot(browser, service.address, locale, "answer", scheme, DESKTOP)
                save(picture, f"widget-desktop-{locale}-{scheme}")


def shot(browser: Browser, address: str, locale: str, state: str, scheme: str, device: dict[str, Any]) -> Image.Image:
    context = browser.new_context(locale=locale, color_scheme=scheme, reduced_motion="reduce", **device)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/?lang={locale}")
    page.locator(".launcher").click()
    expect(page.locator(".bot")).to_have_count(1)
    globals()[f"_{state}"](page, locale)
    page.wait_for_timeout(300)
    picture = Image.open(BytesIO(page.screenshot()))
    context.close()
    return picture.convert("RGB")


def _answer(page: Page, locale: str) -> None:
    _ask(page, QUESTIONS[locale])
    expect(page.locator(".bot")).to_have_count(2)
    page.locator(".chip").last.click()
    expect(page.locator("blockquote").first).to_be_visible()


def _person(page: Page, locale: str) -> None:
    page.locator(".tool").last.click()
    expect(page.locator(".bot")).to_have_count(2)


def _number(page: Page, locale: str) -> None:
    _ask(page, "1234 5678 9018")
    expect(page.locator(".question p")).to_be_visible()


def _topics(page: Page, locale: str) -> None:
    page.locator(".tool").first.click()


def _ask(page: Page, text: str) -> None:
    page.locator("textarea").fill(text)
    page.locator("textarea").press("Enter")


def beside(pictures: list[Image.Image], gap: int = 16) -> Image.Image:
    """One picture of several, side by side."""
    width = sum(one.width for one in pictures) + gap * (len(pictures) - 1)
    joined = Image.new("RGB", (width, pictures[0].height), "#8896a4")
    left = 0
    for one in pictures:
        joined.paste(one, (left, 0))
        left += one.width + gap
    return joined


def save(picture: Image.Image, name: str) -> None:
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(IMAGES / f"{name}.png", optimize=True)
    print(IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
