"""One file per recogniser; a new file is found by itself. Each has a RECOGNISER."""

from importlib import import_module
from pkgutil import iter_modules

from madoguchi.privacy.recogniser import Recogniser


def _load() -> tuple[Recogniser, ...]:
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    found: list[Recogniser] = [module.RECOGNISER for module in modules]
    return tuple(sorted(found, key=lambda recogniser: recogniser.rank))


RECOGNISERS = _load()
"""In the order in which they look: what is told by more than digits first, any digits last."""
