"""Rasa without the packages that nothing needs, each time in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from madoguchi.rasa.left_out import uses_tensorflow
from madoguchi.serving.environment import environment
from tests.conftest import ROOT

CONFIGURATIONS = [
    ("pipeline:\n- name: madoguchi.rasa.nlu.tokenizer.MultilingualTokenizer\npolicies:\n- name: RulePolicy\n", False),
    ("pipeline:\n- name: WhitespaceTokenizer\n- name: DIETClassifier\n", True),
    ("pipeline: []\npolicies:\n- name: rasa.core.policies.ted_policy.TEDPolicy\n", True),
    ("pipeline:\n", False),
    ("", False),
]
SERVER = "import rasa.__main__, rasa.core.run; "
IN_USE = "import rasa.core.agent; from rasa.nlu.classifiers import diet_classifier as used; "


def python(folder: Path, code: str, *, serves: bool = False) -> subprocess.CompletedProcess[str]:
    begun = f"import sys; from pathlib import Path; from madoguchi.rasa.left_out import UNSERVED, leave_out; \
leave_out(Path('config.yml'), {serves=}); "
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", begun + code],
        cwd=folder,
        env=environment(ROOT),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("configuration", "expected"), CONFIGURATIONS)
def test_a_configuration_tells_whether_it_uses_tensorflow(tmp_path: Path, configuration: str, expected: bool) -> None:
    config = tmp_path / "config.yml"
    config.write_text(configuration)
    assert uses_tensorflow(config) is expected


def test_no_configuration_uses_none(tmp_path: Path) -> None:
    assert not uses_tensorflow(tmp_path / "config.yml")


def test_our_configuration_uses_none() -> None:
    assert not uses_tensorflow(ROOT / "config.yml")


def test_rasa_is_there_and_tensorflow_is_not(tmp_path: Path) -> None:
    told = python(tmp_path, IN_USE + "print(hasattr(sys.modules['tensorflow'], '__version__'), used.DIETClassifier)")
    assert told.stdout.split(maxsplit=1)[0] == "False", told.stderr
    assert "DIETClassifier" in told.stdout


def test_what_needs_it_all_the_same_says_so(tmp_path: Path) -> None:
    told = python(tmp_path, IN_USE + "used.tf.constant(1)")
    assert "tensorflow" in told.stderr
    assert "Needed" in told.stderr
    assert "python -m rasa" in told.stderr


def test_where_the_configuration_uses_it_the_real_one_is_there(tmp_path: Path) -> None:
    (tmp_path / "config.yml").write_text("pipeline:\n- name: DIETClassifier\n")
    told = python(tmp_path, "import tensorflow; print(tensorflow.constant(1).numpy())")
    assert told.stdout.strip() == "1", told.stderr


def test_a_server_has_none_of_what_it_never_uses(tmp_path: Path) -> None:
    """Each package is one that Rasa's server asks for, so that none stands in the list for nothing."""
    told = python(
        tmp_path, SERVER + "print(*(n for n in UNSERVED if hasattr(sys.modules[n], '__file__')))", serves=True
    )
    assert (told.returncode, told.stdout.strip()) == (0, ""), told.stderr


def test_what_is_no_server_has_all_but_tensorflow(tmp_path: Path) -> None:
    told = python(tmp_path, "import matplotlib; print(matplotlib.__version__)")
    assert told.returncode == 0, told.stderr
