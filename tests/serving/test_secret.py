"""The secret that signs session tokens."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from madoguchi.serving.secret import VARIABLE, secret


@pytest.fixture(autouse=True)
def _no_secret_around(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def test_it_is_made_once_and_kept(tmp_path: Path) -> None:
    made = secret(tmp_path / "var/secret")
    assert len(made) >= 32
    assert secret(tmp_path / "var/secret") == made
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret"]


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    secret(tmp_path / "secret")
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_each_installation_has_its_own(tmp_path: Path) -> None:
    assert secret(tmp_path / "one") != secret(tmp_path / "other")


def test_that_of_the_environment_comes_first_and_is_not_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "given")
    assert secret(tmp_path / "secret") == "given"
    assert not (tmp_path / "secret").exists()
