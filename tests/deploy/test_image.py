"""What the image is made of."""

from __future__ import annotations

import importlib.util
import re
from types import ModuleType

import pytest

from madoguchi.serving.fingerprint import INGREDIENTS
from tests.conftest import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf8")
DOCKERFILE = (ROOT / "deploy/image/Dockerfile").read_text(encoding="utf8")
IGNORED = (ROOT / ".dockerignore").read_text(encoding="utf8")


@pytest.fixture(scope="module")
def packages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("packages", ROOT / "deploy/image/packages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_the_programs_need_is_installed_and_what_the_tests_need_is_not(packages: ModuleType) -> None:
    found = packages.needed(LOCK).keys()
    assert found >= {"rasa", "rasa-sdk", "sanic", "django", "gunicorn", "psycopg2-binary", "redis", "scikit-learn"}
    assert not found & {"pytest", "mypy", "ruff", "playwright", "hypothesis", "coverage"}


def test_tensorflow_and_what_only_it_needs_stays_out(packages: ModuleType) -> None:
    found = packages.needed(LOCK).keys()
    assert not found & {"tensorflow", "tensorflow-text", "tensorboard", "keras", "grpcio", "h5py"}
    assert {"tensorflow", "tensorboard", "grpcio", "h5py"} <= packages.needed(LOCK, left_out=()).keys()


def test_every_entry_keeps_its_hashes(packages: ModuleType) -> None:
    for entry in packages.needed(LOCK).values():
        assert re.match(r"[a-z0-9._-]+==\S+ .*\\\n +--hash=sha256:[0-9a-f]{64}", entry)
        assert entry in LOCK


def test_the_image_has_what_a_model_depends_on() -> None:
    for name in INGREDIENTS:
        assert f"!{name.partition('/')[0]}\n" in IGNORED


def test_the_image_says_until_when_its_python_is_mended() -> None:
    assert "FROM ubuntu:22.04 AS base" in DOCKERFILE
    assert re.search(r"until April 2027.*\n?.*until April 2032", DOCKERFILE)


def test_nothing_in_the_image_runs_as_root() -> None:
    [*_, last] = re.split(r"^FROM ", DOCKERFILE, flags=re.MULTILINE)
    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
