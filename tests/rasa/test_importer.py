"""What Rasa trains on."""

from __future__ import annotations

from pathlib import Path

import pytest

from madoguchi.rasa.importer import LANGUAGE, LanguageFolders
from tests.conftest import ROOT

EXAMPLES = """version: "3.1"
nlu:
- intent: {intent}
  examples: |
    - {first}
    - {second}
"""


@pytest.fixture
def importer(tmp_path: Path) -> LanguageFolders:
    write(tmp_path / "nlu/ja/contact.yml", intent="hotline_cost", first="無料ですか", second="料金は?")
    write(tmp_path / "nlu/en/contact.yml", intent="hotline_cost", first="is it free", second="how much?")
    write(tmp_path / "nlu/en/number.yml", intent="faq_penalties", first="penalties", second="any punishment")
    return LanguageFolders(domain_path=str(ROOT / "domain.yml"), training_data_paths=[str(tmp_path)])


def write(file: Path, **values: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(EXAMPLES.format(**values), encoding="utf8")


def test_an_example_is_marked_with_the_language_of_its_folder(importer: LanguageFolders) -> None:
    found = {one.get("text"): one.get(LANGUAGE) for one in importer.get_nlu_data().intent_examples}
    assert found == {
        "無料ですか": "ja",
        "料金は?": "ja",
        "is it free": "en",
        "how much?": "en",
        "penalties": "en",
        "any punishment": "en",
    }


def test_an_example_has_the_intent_under_which_it_stands(importer: LanguageFolders) -> None:
    found = {one.get("text"): one.get("intent") for one in importer.get_nlu_data().intent_examples}
    assert found["料金は?"] == "hotline_cost"
    assert found["penalties"] == "faq_penalties"


def test_every_response_that_the_domain_names_has_an_entry_for_rasas_checks(
    importer: LanguageFolders,
) -> None:
    domain = importer.get_domain()
    named = {action for action in domain.action_names_or_texts if action.startswith("utter_")}
    assert named
    assert named == domain.responses.keys()
    assert "action_take_offer" not in domain.responses
