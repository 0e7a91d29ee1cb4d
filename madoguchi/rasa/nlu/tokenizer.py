"""The second component: the words of a message, by its language's own analyser."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from madoguchi.language.words import words
from madoguchi.rasa.nlu.made_of import MadeOfCode
from madoguchi.rasa.nlu.messages import LANGUAGE

UNKNOWN = "en"
"""For a message without a language (an example outside a language's folder): words between spaces."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class MultilingualTokenizer(MadeOfCode, Tokenizer):
    """MeCab for Japanese and Korean, jieba for Chinese, spaces for the rest."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"intent_tokenization_flag": False, "intent_split_symbol": "+", "token_pattern": None}

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        text = str(message.get(attribute) or "")
        found = words(text, message.get(LANGUAGE) or UNKNOWN)
        return [Token(word.text, word.start, lemma=word.lemma) for word in found]
