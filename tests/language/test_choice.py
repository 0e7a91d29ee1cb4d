"""Which language a resident asks for, in the residents' own words."""

from __future__ import annotations

import pytest

from madoguchi.language.choice import LanguageChoice

ASKED = [
    # one language is named, in each language's own words
    ("英語で話してください", "ja", "en"),
    ("Can you switch to Spanish?", "en", "es"),
    ("换成日语", "zh", "ja"),
    ("請用英文回答", "zh", "en"),
    ("한국어로 해 주세요", "ko", "ko"),
    ("¿Puedo hablar en portugués?", "es", "pt"),
    ("pode falar em espanhol?", "pt", "es"),
    # by other names, scripts, widths and spellings
    ("nihongo de", "en", "ja"),
    ("中国話で", "ja", "zh"),
    ("繁體中文", "zh", "zh"),
    ("ENGLISH", "en", "en"),
    ("Ｅｎｇｌｉｓｈ", "ja", "en"),
    ("ｽﾍﾟｲﾝ語で", "ja", "es"),
    ("en ingles", "es", "en"),
    ("en castellano", "pt", "es"),
    ("brasileiro", "pt", "pt"),
    # from one language to another: the last one counts
    ("日本語から英語に", "ja", "en"),
    ("from Japanese to English", "en", "en"),
    ("把英语换成中文", "zh", "zh"),
    ("영어에서 한국어로", "ko", "ko"),
    ("del japonés al español", "es", "es"),
    ("do japonês para o português", "pt", "pt"),
    ("meu marido é japonês, responde em japonês", "pt", "ja"),
    # one is refused, another wanted
    ("No hablo japonés, ¿puede ser en español?", "es", "es"),
    ("não falo japonês, em inglês por favor", "pt", "en"),
    ("I don't speak Japanese so Chinese", "en", "zh"),
    ("I can't read Japanese please use Korean", "en", "ko"),
    ("I don't speak Japanese can you use Portuguese?", "en", "pt"),
    ("Spanish instead of Japanese", "en", "es"),
    ("Korean not Japanese", "en", "ko"),
    ("español en vez de inglés", "es", "es"),
    ("日本語が苦手なので英語で", "ja", "en"),
    ("日本語ではなく英語で", "ja", "en"),
    ("英語で。日本語は無理です", "ja", "en"),
    ("日语不懂请说英语", "zh", "en"),
    ("只会中文不会日语", "zh", "zh"),
    ("일본어를 몰라서 영어로 해 주세요", "ko", "en"),
    ("한국어 말고 영어로", "ko", "en"),
    # the only one named is refused: the language of the message
    ("I don't understand Japanese", "en", "en"),
    ("no entiendo japonés", "es", "es"),
    ("请不要说日语", "zh", "zh"),
    ("일본어 못해요", "ko", "ko"),
    ("sem japonês", "pt", "pt"),
    # a negative question is a request
    ("英語で答えてもらえませんか", "ja", "en"),
    ("能不能用英语", "zh", "en"),
    ("可不可以說英文？", "zh", "en"),
    ("영어로 안 되나요", "ko", "en"),
    ("¿No puede ser en inglés?", "es", "en"),
    ("Can't you speak Spanish?", "en", "es"),
    # and "nothing but" is no refusal
    ("日本語しか読めない", "en", "ja"),
    # a language that the bot lacks counts for nothing
    ("日本語はわかりません。ベトナム語で", "ja", "ja"),
    ("Vietnamese or English?", "en", "en"),
]


@pytest.mark.parametrize(("text", "written_in", "wanted"), ASKED, ids=[row[0] for row in ASKED])
def test_the_language_asked_for_is_found(choice: LanguageChoice, text: str, written_in: str, wanted: str) -> None:
    assert choice.chosen(text, written_in) == wanted


NONE_NAMED = [
    "can we switch languages?",
    "言葉を変えたい",
    "换一种语言",
    "다른 언어로",
    "otro idioma",
    "outra língua",
    # languages that the bot lacks
    "Can you speak Vietnamese?",
    "Deutsch bitte",
    # names inside other words
    "Englishman",
    "koreana",
    "",
]


@pytest.mark.parametrize("text", NONE_NAMED)
def test_nothing_is_chosen_where_no_language_of_ours_is_named(choice: LanguageChoice, text: str) -> None:
    assert choice.chosen(text, "en") is None


SCRIPTS = [
    ("繁體中文", "Hant"),
    ("繁体で", "Hant"),
    ("traditional Chinese please", "Hant"),
    ("중국어 번체", "Hant"),
    ("chino tradicional", "Hant"),
    ("简体", "Hans"),
    ("簡體中文", "Hans"),
    ("Simplified Chinese", "Hans"),
    ("간체", "Hans"),
    ("chinês simplificado", "Hans"),
    ("中文", None),
]


@pytest.mark.parametrize(("text", "script"), SCRIPTS, ids=[row[0] for row in SCRIPTS])
def test_a_script_of_chinese_may_be_named_too(choice: LanguageChoice, text: str, script: str | None) -> None:
    assert choice.script(text) == script
