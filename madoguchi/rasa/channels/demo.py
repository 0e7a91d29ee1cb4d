"""A page that looks like a ward's, with the widget on it: what the bot shows at its root."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path
from string import Template

from madoguchi.content import Content
from madoguchi.content.schema import Interface
from madoguchi.rasa.channels.assets import Asset
from madoguchi.rasa.channels.widget import Widget
from madoguchi.replies.phones import hotline, ward

PAGE = Path(__file__).parents[3] / "widget/demo/page.html"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
    )
)
"""As strict as a ward's page can be: nothing inline, no `eval`, nothing of other origins, no HTML from text."""
CHANNEL = "webhooks/website"


def demo_page(content: Content, locale: str, widget: Widget) -> Asset:
    """The page in a locale. Its sentences are the bot's own answers, so that it says nothing that they don't."""
    interface = content.interfaces[locale]
    files = f"{CHANNEL}/widget/{widget.version}"
    page = Template(PAGE.read_text(encoding="utf8")).substitute(
        locale=locale,
        title=html.escape(interface.widget.page),
        ward=html.escape(interface.widget.ward),
        intro=html.escape(content.answer("faq_system_overview", locale).text or ""),
        languages="".join(_language(tag, name, locale) for tag, name in _names(content)),
        menu="".join(_menu(group, name) for group, name in interface.groups.items()),
        sections="".join(_section(content, group, locale) for group in content.groups),
        phones="".join(_phones(content, locale)),
        noscript=html.escape(interface.widget.noscript),
        source=html.escape(content.fill(interface.labels.source, locale)),
        styles=f"{files}/demo.css",
        script=f"{CHANNEL}/widget/madoguchi.js",
        modules="".join(f'<link rel="modulepreload" href="{files}/{name}">' for name in widget.modules),
    )
    return Asset("page.html", page.encode())


def _names(content: Content) -> list[tuple[str, str]]:
    return [(tag, name) for language in content.languages.values() for tag, name in language.locales.items()]


def _language(tag: str, name: str, current: str) -> str:
    mark = ' aria-current="true"' if tag == current else ""
    return f'<li><a href="?lang={tag}" lang="{tag}" hreflang="{tag}"{mark}>{html.escape(name)}</a></li>'


def _menu(group: str, name: str) -> str:
    return f'<li><a href="#{group}">{html.escape(name)}</a></li>'


def _section(content: Content, group: str, locale: str) -> str:
    """A group of questions: the first two that have a text of their own."""
    interface: Interface = content.interfaces[locale]
    answers = [content.answer(intent, locale) for intent in content.groups[group]]
    items = [f"<h3>{html.escape(one.title)}</h3><p>{html.escape(one.text)}</p>" for one in answers if one.text][:2]
    return f'<section id="{group}"><h2>{html.escape(interface.groups[group])}</h2>{"".join(items)}</section>'


def _phones(content: Content, locale: str) -> Iterable[str]:
    for phone in (hotline(content, locale), ward(content, locale)):
        tel, number = html.escape(phone.as_dict()["tel"]), html.escape(phone.number)
        yield f'<li>{html.escape(phone.label)} <a href="{tel}">{number}</a></li>'
