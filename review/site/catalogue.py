"""The app's words: taken from the source as English, translated in each app's `locale/ja/LC_MESSAGES/django.po`.

Babel does what Django leaves to the GNU programs, which a machine may not have. `python -m review.site.catalogue` adds
what is new in the source to the catalogues, untranslated.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
LANGUAGE = "ja"
FILE = Path("locale", LANGUAGE, "LC_MESSAGES", "django.po")
Message = tuple[str | tuple[str, ...], str | None]


def said(app: Path) -> dict[Message, str]:
    """Each message of an app's source, with its context, and the file that it is in."""
    return {message: name for name, source in _sources(app) for message in _messages(source)}


def read(app: Path) -> Catalog:
    file = app / FILE
    if not file.exists():
        return Catalog(locale=LANGUAGE, fuzzy=False)
    with file.open("rb") as opened:
        return read_po(opened, locale=LANGUAGE, abort_invalid=True)


def update(app: Path) -> None:
    """Adds to an app's catalogue what its source says, and takes out what it no longer says."""
    template = Catalog(locale=LANGUAGE, fuzzy=False)
    for (message, context), _file in sorted(said(app).items(), key=str):
        template.add(message, context=context)
    known = read(app)
    known.update(template, no_fuzzy_matching=True)
    known.obsolete.clear()
    file = app / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as opened:
        write_po(opened, known, width=120, omit_header=True, sort_output=True)


def compile_all(review: Path, target: Path) -> None:
    """Writes the words of all apps as the one file that Django reads."""
    together = Catalog(locale=LANGUAGE, fuzzy=False)
    for file in sorted(review.glob(f"*/{FILE}")):
        for message in read(file.parents[len(FILE.parts) - 1]):
            if message.id:
                together.add(message.id, message.string, context=message.context)
    compiled = io.BytesIO()
    write_mo(compiled, together)
    mo = target / FILE.relative_to("locale").with_suffix(".mo")
    mo.parent.mkdir(parents=True, exist_ok=True)
    part = mo.with_suffix(".part")
    part.write_bytes(compiled.getvalue())
    part.replace(mo)


def _sources(app: Path) -> Iterator[tuple[str, str]]:
    for file in sorted([*app.rglob("*.py"), *app.rglob("templates/**/*.html")]):
        source = file.read_text(encoding="utf8")
        yield file.relative_to(app).as_posix(), source if file.suffix == ".py" else templatize(source)


def _messages(source: str) -> Iterator[Message]:
    for _line, message, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
        yield message, context


if __name__ == "__main__":
    for folder in sorted(Path(__file__).parents[1].glob("*/__init__.py")):
        update(folder.parent)
