"""Lets Rasa start without the packages that only its unused parts need: they take most of a start and of the memory.

Rasa imports TensorFlow for the classes that DIET and TED derive from, whether or not they are in config.yml; and a
server imports every channel and store that Rasa has, the terminal's menus and the plots of its tests. In their place
stand classes that can be derived from and used as decorators, and which say so when somebody uses them in earnest.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from collections.abc import Sequence, Set
from pathlib import Path
from types import ModuleType
from typing import Any

from ruamel.yaml import YAML

USERS = frozenset(
    {
        "ConveRTFeaturizer",
        "DIETClassifier",
        "LanguageModelFeaturizer",
        "ResponseSelector",
        "TEDPolicy",
        "UnexpecTEDIntentPolicy",
    }
)
"""Rasa's components that do use it."""
TENSORFLOW = frozenset({"keras", "tensorflow", "tensorflow_hub", "tensorflow_text"})
UNSERVED = frozenset(
    {
        *(
            "aiogram",
            "fbmessenger",
            "google.auth",
            "google.oauth2",
            "slack_sdk",
            "socketio",
            "twilio",
            "webexteamssdk",
        ),  # other channels
        *("aio_pika", "boto3", "pymongo"),  # stores and brokers that the start-up check refuses
        "matplotlib",  # plots of `rasa test`
        *("prompt_toolkit", "questionary"),  # `rasa shell`
        *("jwt", "sanic_jwt"),  # tokens of Rasa's own interface, which is never enabled, and `cryptography` with them
        "sklearn",  # where something is fitted; with it come SciPy's statistics, optimisation and geometry
    }
)
"""What a server of ours never uses: `madoguchi.serving.configuration` refuses every other channel and store."""


class Needed(Exception):
    """Something does use a package that was left out."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is needed and was left out; use `python -m rasa`")


class _Absent(type):
    """The class of all that stands in: whatever is looked up in it stands in as well."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(f"{cls.__module__}.{name}")

    def __call__(cls, *given: Any, **named: Any) -> Any:
        """A decorator gives back what it decorates; anything else cannot be had."""
        if len(given) == 1 and not named and callable(given[0]):
            return given[0]
        raise Needed(cls.__module__)


class _Module(ModuleType):
    """A module in which every name is found; those of classes and functions stand in."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(f"{self.__name__}.{name}")


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds a stand-in for every module of the packages that are left out."""

    def __init__(self, packages: Set[str]) -> None:
        self._packages = packages

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        left_out = any(fullname == one or fullname.startswith(f"{one}.") for one in self._packages)
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True) if left_out else None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing to run."""


def _stand_in(name: str) -> Any:
    return _Absent(name.rpartition(".")[2], (), {"__module__": name})


def leave_out(config: Path, *, serves: bool = False) -> None:
    """From now on the packages that nothing needs are not imported: TensorFlow, unless the configuration needs it.

    `serves` tells that this process is to be a server, which needs less still. What is imported already stays.
    """
    packages = (UNSERVED if serves else frozenset()) | (frozenset() if uses_tensorflow(config) else TENSORFLOW)
    sys.meta_path.insert(0, _Finder(packages - sys.modules.keys()))


def uses_tensorflow(config: Path) -> bool:
    """Whether a component or policy in Rasa's configuration does; without a configuration, none."""
    told = YAML(typ="safe").load(config) if config.exists() else None
    listed = [*((told or {}).get("pipeline") or ()), *((told or {}).get("policies") or ())]
    return any(str(one.get("name")).rpartition(".")[2] in USERS for one in listed)
