"""The intent model, learning from a few dozen examples."""

from __future__ import annotations

import pickle

import pytest

from madoguchi.language.words import words
from madoguchi.understanding import IntentModel, Utterance
from madoguchi.understanding.context import Context, prior

EXAMPLES = {
    "hotline_number": [
        "what is the phone number",
        "phone number please",
        "tell me the number to call",
        "which number do i call",
        "telephone number of the call centre",
        "give me the phone number",
        "電話番号は何番ですか",
        "電話番号を教えてください",
        "電話番号が知りたい",
        "何番に電話すればいいですか",
        "コールセンターの電話番号",
        "電話番号お願いします",
    ],
    "hotline_cost": [
        "is the call free",
        "how much does the call cost",
        "do i pay for the call",
        "is it free of charge to call",
        "does calling cost money",
        "what does a call cost",
        "通話料はかかりますか",
        "通話料は無料ですか",
        "料金はいくらですか",
        "電話は無料ですか",
        "お金はかかりますか",
        "通話料金を知りたい",
    ],
    "faq_penalties": [
        "what are the penalties",
        "is there a punishment",
        "punishment for stealing a number",
        "what happens if someone misuses it",
        "is misuse punished",
        "penalty for misuse",
        "罰則はありますか",
        "不正に使うと処罰されますか",
        "罰則を教えてください",
        "悪用したら罰せられますか",
        "どんな罰則がありますか",
        "不正利用の罰則",
    ],
}


def utterance(text: str) -> Utterance:
    language = "en" if text.isascii() else "ja"
    return Utterance(text, tuple(word.lemma for word in words(text, language)))


@pytest.fixture(scope="module")
def model() -> IntentModel:
    pairs = [(utterance(text), intent) for intent, texts in EXAMPLES.items() for text in texts]
    return IntentModel().fit([pair[0] for pair in pairs], [pair[1] for pair in pairs])


NEW = [
    # words that were learnt, in another order and with other ones
    ("the phone number, please!", "hotline_number"),
    ("ＰＨＯＮＥ ＮＵＭＢＥＲ", "hotline_number"),
    ("電話番号は？", "hotline_number"),
    ("is calling free", "hotline_cost"),
    ("通話料はいくら", "hotline_cost"),
    ("punishment for misuse?", "faq_penalties"),
    ("罰則ある？", "faq_penalties"),
    # with a typo, and beside what was masked
    ("phnoe number please", "hotline_number"),
    ("⟦my_number⟧ penalties?", "faq_penalties"),
]


@pytest.mark.parametrize(("text", "intent"), NEW, ids=[row[0] for row in NEW])
def test_what_was_learnt_is_known_again_in_other_words(model: IntentModel, text: str, intent: str) -> None:
    assert model.ranking(utterance(text))[0][0] == intent


TEXTS = [row[0] for row in NEW] + ["", "?", "😀", "안녕하세요", "call", "無料の電話番号", "x" * 1000]


@pytest.mark.parametrize("text", TEXTS, ids=[text[:20] or "nothing" for text in TEXTS])
def test_every_intent_is_ranked_by_a_confidence_from_nought_to_one(model: IntentModel, text: str) -> None:
    ranking = model.ranking(utterance(text))
    confidences = [confidence for _, confidence in ranking]
    assert {intent for intent, _ in ranking} == EXAMPLES.keys()
    assert all(0.0 <= confidence <= 1.0 for confidence in confidences)
    assert confidences == sorted(confidences, reverse=True)


@pytest.mark.parametrize("text", ["안녕하세요", "", "😀😀", "ÿþ"])
def test_what_shares_nothing_with_the_examples_is_doubted(model: IntentModel, text: str) -> None:
    doubted = model.ranking(Utterance(text))[0][1]
    known = model.ranking(utterance("電話番号を教えてください"))[0][1]
    assert doubted < 0.5 < known


def test_a_model_is_the_same_after_pickling(model: IntentModel) -> None:
    again: IntentModel = pickle.loads(pickle.dumps(model))
    for text in TEXTS:
        assert again.ranking(utterance(text)) == model.ranking(utterance(text))


def test_learning_the_same_twice_gives_the_same(model: IntentModel) -> None:
    pairs = [(utterance(text), intent) for intent, texts in EXAMPLES.items() for text in texts]
    again = IntentModel().fit([pair[0] for pair in pairs], [pair[1] for pair in pairs])
    assert again.ranking(utterance("is calling free")) == model.ranking(utterance("is calling free"))


def test_the_context_decides_between_intents_that_are_near(model: IntentModel) -> None:
    plain = dict(model.ranking(utterance("電話は")))
    favoured = dict(model.ranking(utterance("電話は"), {"hotline_cost": 50.0}))
    assert favoured["hotline_cost"] > plain["hotline_cost"]
    assert model.ranking(utterance("電話は"), {"hotline_cost": 50.0})[0][0] == "hotline_cost"


GROUPS = {"number": ["faq_a", "faq_b"], "contact": ["hotline_hours", "hotline_cost"]}

FAVOURED = [
    # nothing said yet, or of no group
    (Context(), set()),
    (Context("greet"), set()),
    # the group of the last answer goes on
    (Context("faq_a"), {"faq_a", "faq_b"}),
    # after the telephone numbers, questions about them
    (Context(None, handed_off=True), {"hotline_hours", "hotline_cost"}),
    (Context("faq_a", handed_off=True), {"hotline_hours", "hotline_cost"}),
]


@pytest.mark.parametrize(("context", "favoured"), FAVOURED)
def test_the_conversation_makes_some_intents_likelier(context: Context, favoured: set[str]) -> None:
    factors = prior(context, GROUPS)
    assert factors.keys() == favoured
    assert all(factor > 1 for factor in factors.values())
