"""What an addition writes, in a copy of this repository's files, and what `check` then still misses."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from madoguchi.cli.faults import faults
from madoguchi.content.scaffold import PER_LANGUAGE, Refused, add_intent, add_language

REPOSITORY = Path(__file__).parents[2]
LANGUAGES = ("ja", "en", "zh", "ko", "es", "pt")
LOCALES = ("ja", "en", "zh-Hans", "zh-Hant", "ko", "es", "pt")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("content", "data"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    shutil.copy(REPOSITORY / "domain.yml", tmp_path)
    return tmp_path


def texts(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf8") for path in root.rglob("*.yml")}


def names(root: Path, touched: Iterable[Path]) -> set[str]:
    return {path.relative_to(root).as_posix() for path in touched}


def added(before: str, after: str) -> str:
    """The lines that are new; fails if any line is gone or changed."""
    differences = list(difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True)))
    assert not [line for line in differences if line.startswith(("-", "?"))]
    return "".join(line[2:] for line in differences if line.startswith("+"))


class TestANewIntent:
    def test_touches_every_file_that_needs_it(self, project: Path) -> None:
        assert names(project, add_intent(project, "faq_lost_number", "number")) == {
            "content/intents.yml",
            "data/rules/number.yml",
            "domain.yml",
            *(f"content/answers/{locale}.yml" for locale in LOCALES),
            *(f"data/nlu/{language}/number.yml" for language in LANGUAGES),
        }

    def test_leaves_everything_else_as_it_was(self, project: Path) -> None:
        before = texts(project)
        touched = names(project, add_intent(project, "faq_lost_number", "number"))
        after = texts(project)
        assert {name for name in before if before[name] != after[name]} == touched
        assert {name: added(before[name], after[name]) for name in touched if "answers" not in name} == {
            "content/intents.yml": "  faq_lost_number:\n    passages: []\n    facts: []\n    follow_ups: []\n",
            "data/rules/number.yml": "- rule: answer faq_lost_number\n  steps:\n  - intent: faq_lost_number\n"
            "  - action: utter_faq_lost_number\n",
            "domain.yml": "- faq_lost_number\n- utter_faq_lost_number\n",
        } | {f"data/nlu/{one}/number.yml": "- intent: faq_lost_number\n  examples: |\n" for one in LANGUAGES}
        for locale in LOCALES:
            name = f"content/answers/{locale}.yml"
            assert added(before[name], after[name]) == "faq_lost_number:\n  title:\n  text:\n"

    def test_comes_last_in_its_group(self, project: Path) -> None:
        add_intent(project, "faq_lost_number", "number")
        groups = YAML(typ="safe").load(project / "content/intents.yml")
        order = [intent for group in groups.values() for intent in group]
        domain = YAML(typ="safe").load(project / "domain.yml")
        assert list(groups["number"])[-1] == "faq_lost_number"
        assert [one for one in domain["intents"] if one in order] == order
        assert [one for one in domain["actions"] if one[6:] in order] == [f"utter_{one}" for one in order]
        for locale in LOCALES:
            answers = list(YAML(typ="safe").load(project / f"content/answers/{locale}.yml"))
            assert answers.index("faq_lost_number") == answers.index(list(groups["number"])[-2]) + 1

    @pytest.mark.parametrize("group", ["system", "number", "protection", "business", "contact"])
    def test_is_then_all_that_check_misses(self, project: Path, group: str) -> None:
        assert faults(project) == []
        add_intent(project, "faq_new_question", group)
        missed = {fault.rpartition(": ")[0] for fault in faults(project)}
        assert missed == {
            *(f"content/intents.yml: {group}.faq_new_question.{key}" for key in ("passages", "facts", "follow_ups")),
            *(f"content/answers/{locale}.yml: faq_new_question.title" for locale in LOCALES),
            *(f"data/nlu/{language}/{group}.yml: faq_new_question" for language in LANGUAGES),
        }

    REFUSED = (
        ("faq_penalties", "number", "there is an intent of this name"),
        ("greet", "number", "there is an intent of this name"),
        (
            "faq_lost_number",
            "numbers",
            "no such group; there are system, number, protection, business, contact",
        ),
        ("faq_lost_number", "conversation", "no such group"),
        *(
            (name, "number", "in snake_case")
            for name in ("FaqLost", "faq-lost", "faq lost", "_faq", "faq__a", "1st", "")
        ),
    )

    @pytest.mark.parametrize(("name", "group", "why"), REFUSED)
    def test_is_refused_before_anything_is_written(self, project: Path, name: str, group: str, why: str) -> None:
        before = texts(project)
        with pytest.raises(Refused, match=why):
            add_intent(project, name, group)
        assert texts(project) == before


class TestANewLanguage:
    def test_gets_every_file_that_it_needs(self, project: Path) -> None:
        groups = {path.name for path in (project / "data/nlu/ja").iterdir()}
        assert names(project, add_language(project, "vi", "Tiếng Việt", "hotline_foreign")) == {
            "content/languages.yml",
            *(f"content/{folder}/vi.yml" for folder in PER_LANGUAGE),
            *(f"data/nlu/vi/{group}" for group in groups),
        }

    def test_leaves_everything_else_as_it_was(self, project: Path) -> None:
        before = texts(project)
        add_language(project, "vi", "Tiếng Việt", "hotline_foreign")
        after = texts(project)
        assert {name for name in before if before[name] != after[name]} == {"content/languages.yml"}
        assert added(before["content/languages.yml"], after["content/languages.yml"]) == (
            'vi: {hotline: hotline_foreign, locales: {vi: "Tiếng Việt"}}\n'
        )

    @pytest.mark.parametrize("folder", PER_LANGUAGE)
    def test_has_every_key_of_the_first_language_and_no_value(self, project: Path, folder: str) -> None:
        add_language(project, "vi", "Tiếng Việt", "hotline_foreign")
        model, new = (YAML(typ="safe").load(project / f"content/{folder}/{one}.yml") for one in ("ja", "vi"))
        assert new == emptied(model)

    @pytest.mark.parametrize("group", [path.name for path in sorted((REPOSITORY / "data/nlu/ja").iterdir())])
    def test_has_an_empty_block_for_each_intent(self, project: Path, group: str) -> None:
        add_language(project, "vi", "Tiếng Việt", "hotline_foreign")
        model, new = (YAML(typ="safe").load(project / f"data/nlu/{one}/{group}") for one in ("ja", "vi"))
        assert [one["intent"] for one in new["nlu"]] == [one["intent"] for one in model["nlu"]]
        assert {one["examples"] for one in new["nlu"]} == {""}

    def test_is_then_all_that_check_misses(self, project: Path) -> None:
        add_language(project, "vi", "Tiếng Việt", "hotline_foreign")
        missed = faults(project)
        assert {fault.partition(": ")[0] for fault in missed} == {
            *(f"content/{folder}/vi.yml" for folder in PER_LANGUAGE),
            *(f"data/nlu/vi/{path.name}" for path in (project / "data/nlu/ja").iterdir()),
        }
        keys = {fault.partition(": ")[2].rpartition(": ")[0] for fault in missed if "interface/vi.yml" in fault}
        assert keys == set(leaves(YAML(typ="safe").load(project / "content/interface/ja.yml")))

    REFUSED = (
        ("ja", "日本語", "hotline_japanese", "there is a language of this code"),
        ("VI", "Tiếng Việt", "hotline_foreign", "two or three small letters"),
        ("vietnamese", "Tiếng Việt", "hotline_foreign", "two or three small letters"),
        ("../x", "Tiếng Việt", "hotline_foreign", "two or three small letters"),
        ("vi", " ", "hotline_foreign", "needs a name"),
        (
            "vi",
            "Tiếng Việt",
            "0120-0178-26",
            "no such telephone line in content/facts.yml; there are hotline_japanese",
        ),
    )

    @pytest.mark.parametrize(("code", "name", "hotline", "why"), REFUSED)
    def test_is_refused_before_anything_is_written(
        self, project: Path, code: str, name: str, hotline: str, why: str
    ) -> None:
        before = texts(project)
        with pytest.raises(Refused, match=why):
            add_language(project, code, name, hotline)
        assert texts(project) == before

    def test_never_overwrites_a_file(self, project: Path) -> None:
        (project / "content/answers/vi.yml").write_text("# begun by hand\n")
        before = texts(project)
        with pytest.raises(Refused, match=r"would overwrite .*content/answers/vi\.yml"):
            add_language(project, "vi", "Tiếng Việt", "hotline_foreign")
        assert texts(project) == before


def emptied(value: object) -> object:
    return {key: emptied(inner) for key, inner in value.items()} if isinstance(value, dict) else None


def leaves(tree: dict[str, object], prefix: str = "") -> Iterable[str]:
    for key, value in tree.items():
        yield from leaves(value, f"{prefix}{key}.") if isinstance(value, dict) else [prefix + key]
