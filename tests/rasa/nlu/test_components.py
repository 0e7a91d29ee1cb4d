"""Each component of the pipeline in Rasa's own hands."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.training.fingerprinting import calculate_fingerprint_key
from rasa.shared.nlu.training_data.training_data import TrainingData
from ruamel.yaml import YAML

from madoguchi.rasa.nlu import made_of
from madoguchi.rasa.nlu.choice import ChosenLanguageExtractor
from madoguchi.rasa.nlu.classifier import NgramIntentClassifier
from madoguchi.rasa.nlu.fallback import GuessingFallback
from madoguchi.rasa.nlu.language import LanguageIdentifier
from madoguchi.rasa.nlu.tokenizer import MultilingualTokenizer
from tests.conftest import ROOT
from tests.examples import Example
from tests.examples import examples as all_examples

from .conftest import Make, entities, message, settings, training_data

FEW_INTENTS = ("hotline_number", "hotline_cost", "faq_penalties", "greet")


@pytest.fixture(scope="module")
def identifier(trained: Make, examples: TrainingData) -> LanguageIdentifier:
    found: LanguageIdentifier = trained(LanguageIdentifier, examples)
    return found


def a_few_of(intents: tuple[str, ...], each: int = 20) -> tuple[Example, ...]:
    chosen: list[Example] = []
    for language in ("ja", "en"):
        for intent in intents:
            own = [one for one in all_examples() if (one.language, one.intent) == (language, intent)]
            chosen += own[:: max(1, len(own) // each)][:each]
    return tuple(chosen)


@pytest.fixture(scope="module")
def classifier(trained: Make, made: Make) -> NgramIntentClassifier:
    data = made(MultilingualTokenizer).process_training_data(training_data(a_few_of(FEW_INTENTS)))
    found: NgramIntentClassifier = trained(NgramIntentClassifier, data)
    return found


def understood(classifier: NgramIntentClassifier, made: Make, text: str, language: str) -> Any:
    [tokenized] = made(MultilingualTokenizer).process([message(text, language=language)])
    [found] = classifier.process([tokenized])
    return found


# what Rasa's cache goes by


@pytest.mark.parametrize("component", [LanguageIdentifier, MultilingualTokenizer, NgramIntentClassifier])
def test_a_component_is_trained_anew_when_code_of_ours_changes(
    component: type[GraphComponent], monkeypatch: pytest.MonkeyPatch
) -> None:
    def by_rasa() -> str:
        return calculate_fingerprint_key(component, settings(component), {})

    before = by_rasa()
    assert by_rasa() == before
    monkeypatch.setattr(made_of, "_code", lambda: "other code")
    assert by_rasa() != before


# the language


TOLD = [
    # a telling message sets the language of the conversation, any message that of a first reply
    ("マイナンバーとは何ですか", "ja", {"language": "ja"}),
    ("What is the My Number system?", "en", {"language": "en"}),
    ("请问电话号码是多少？", "zh", {"language": "zh", "script": "Hans"}),
    ("請問電話號碼是多少？", "zh", {"language": "zh", "script": "Hant"}),
]


@pytest.mark.parametrize(("text", "language", "found"), TOLD, ids=[row[0] for row in TOLD])
def test_the_identifier_tells_language_and_script(
    identifier: LanguageIdentifier, text: str, language: str, found: dict[str, str]
) -> None:
    [told] = identifier.process([message(text)])
    assert told.get("language") == told.get("reply_language") == language
    assert entities(told) == found
    assert all((one["start"], one["end"]) == (0, len(text)) for one in told.get("entities"))


@pytest.mark.parametrize("text", ["", "😀", "123"])
def test_the_identifier_leaves_the_conversations_language_alone(identifier: LanguageIdentifier, text: str) -> None:
    [told] = identifier.process([message(text)])
    assert told.get("language")
    assert "language" not in entities(told)


IN_CONVERSATION = [
    ({"context": {"language": "pt"}, "page_language": "es"}, "pt"),
    ({"context": {"answers": "greet"}, "page_language": "es"}, "es"),
    ({"context": {"language": "pt"}, "language": "es"}, "es"),
]


@pytest.mark.parametrize(("metadata", "language"), IN_CONVERSATION, ids=["said before", "on the page", "in the menu"])
def test_the_identifier_goes_by_the_conversation_and_the_page(
    identifier: LanguageIdentifier, metadata: dict[str, Any], language: str
) -> None:
    [told] = identifier.process([message("no", metadata=metadata)])
    assert told.get("language") == language


def test_the_identifier_leaves_training_data_as_it_is(identifier: LanguageIdentifier, examples: TrainingData) -> None:
    assert identifier.process_training_data(examples) is examples


# the words


WORDS = [
    ("電話番号は", "ja", ["電話", "番号", "は"]),
    ("전화번호가", "ko", ["전화", "번호", "가"]),
    ("电话号码", "zh", ["电话号码"]),
    ("phone number", "en", ["phone", "number"]),
    # an example outside a language's folder
    ("phone number", None, ["phone", "number"]),
    ("", "ja", []),
]


@pytest.mark.parametrize(("text", "language", "words"), WORDS)
def test_the_tokenizer_follows_the_language(made: Make, text: str, language: str | None, words: list[str]) -> None:
    [told] = made(MultilingualTokenizer).process([message(text, language=language)])
    tokens = told.get("text_tokens") or []
    assert [token.text for token in tokens] == words
    assert all(text[token.start : token.end] == token.text for token in tokens)


# the intent


KNOWN = [
    ("電話番号を教えてください", "ja", "hotline_number"),
    ("通話料は無料ですか", "ja", "hotline_cost"),
    ("what are the penalties?", "en", "faq_penalties"),
    ("hello", "en", "greet"),
]


@pytest.mark.parametrize(("text", "language", "intent"), KNOWN, ids=[row[0] for row in KNOWN])
def test_the_classifier_ranks_the_intents(
    classifier: NgramIntentClassifier, made: Make, text: str, language: str, intent: str
) -> None:
    found = understood(classifier, made, text, language)
    assert found.get("intent")["name"] == intent
    ranking = found.get("intent_ranking")
    assert ranking[0] == found.get("intent")
    assert {one["name"] for one in ranking} == set(FEW_INTENTS)
    assert all(0 <= one["confidence"] <= 1 for one in ranking)
    assert found.get("second_intent") is None


@pytest.fixture
def two_questions(classifier: NgramIntentClassifier, made: Make, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A message that asks two things; so few examples make nobody as sure as all of them."""
    monkeypatch.setattr("madoguchi.understanding.clauses.SURE", 0.3)
    return understood(classifier, made, "電話番号を教えてください。罰則はありますか？", "ja")


def test_the_classifier_finds_a_second_question(two_questions: Any) -> None:
    found = {two_questions.get("intent")["name"], two_questions.get("second_intent")}
    assert found == {"hotline_number", "faq_penalties"}


def test_what_is_found_is_in_the_parse(two_questions: Any) -> None:
    parsed = two_questions.as_dict(only_output_properties=True)
    assert {"intent", "intent_ranking", "second_intent"} <= parsed.keys()


UNTRAINED = [LanguageIdentifier, NgramIntentClassifier]


@pytest.mark.parametrize("component", UNTRAINED)
def test_what_is_not_trained_says_so(made: Make, component: Any) -> None:
    with pytest.raises(RuntimeError, match=f"{component.__name__}: not trained"):
        made(component).process([message("hello", language="en")])


# the doubt


CHOSEN = [
    ("英語でお願いします", "ja", {"chosen_language": "en"}),
    ("用繁體中文", "zh", {"chosen_language": "zh", "script": "Hant"}),
    ("简体中文", "zh", {"chosen_language": "zh", "script": "Hans"}),
    ("in Chinese please", "en", {"chosen_language": "zh"}),
    ("No hablo japonés, en español", "es", {"chosen_language": "es"}),
    ("can we switch?", "en", {}),
]


@pytest.mark.parametrize(("text", "language", "found"), CHOSEN, ids=[row[0] for row in CHOSEN])
def test_the_extractor_finds_the_language_that_is_asked_for(
    made: Make, text: str, language: str, found: dict[str, str]
) -> None:
    asked = message(text, language=language, intent={"name": "change_language"})
    [told] = made(ChosenLanguageExtractor).process([asked])
    assert entities(told) == found
    assert told.get("reply_language") == found.get("chosen_language")


@pytest.mark.parametrize("intent", [{"name": "hotline_languages"}, None])
def test_the_extractor_ignores_what_asks_for_no_change(made: Make, intent: dict[str, str] | None) -> None:
    [told] = made(ChosenLanguageExtractor).process([message("英語は?", language="ja", intent=intent)])
    assert entities(told) == {}


PIPELINE = [
    LanguageIdentifier,
    MultilingualTokenizer,
    NgramIntentClassifier,
    GuessingFallback,
    ChosenLanguageExtractor,
]


def test_the_pipeline_is_of_these_components_in_this_order() -> None:
    config = YAML(typ="safe").load((ROOT / "config.yml").read_text(encoding="utf8"))
    wanted = [f"{component.__module__}.{component.__name__}" for component in PIPELINE]
    assert [one["name"] for one in config["pipeline"]] == wanted


@pytest.mark.parametrize("component", PIPELINE)
def test_a_component_is_registered_under_a_name_that_is_not_rasas(component: Any) -> None:
    assert DefaultV1Recipe._registered_components[component.__name__].clazz is component
