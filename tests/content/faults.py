"""What an editor can get wrong, and the line that says so."""

from __future__ import annotations

from .conftest import Edit, drop, put, remove, write

LONG = "This sentence is here only to be long. " * 11

FAULTS: list[tuple[Edit, str]] = [
    # files that are not there, or cannot be read
    (remove("facts.yml"), "facts.yml: no such file"),
    (remove("passages.yml"), "passages.yml: no such file"),
    (remove("answers/ko.yml"), "answers/ko.yml: no such file"),
    (remove("interface/zh-Hant.yml"), "interface/zh-Hant.yml: no such file"),
    (write("answers/ko.yml", b"\xff\xfe"), "answers/ko.yml: not UTF-8"),
    (write("answers/ko.yml", ""), "answers/ko.yml: Input should be a valid dictionary"),
    # YAML that is none
    (
        write("glossary/es.yml", "tax: [impuestos\nincome: [ingresos]\n"),
        "glossary/es.yml: line 2: did not find expected ',' or ']'",
    ),
    (
        write("intents.yml", "system:\n\tfaq_system_overview: {}\n"),
        "intents.yml: line 2: found character that cannot start any token",
    ),
    # keys: mistyped, missing, of the wrong type
    (
        put("answers/en.yml", "page_source.mor", "More."),
        "answers/en.yml: page_source.mor: Extra inputs are not permitted",
    ),
    (
        drop("interface/en.yml", "handoff.far"),
        "interface/en.yml: handoff.far: Field required",
    ),
    (
        put("interface/en.yml", "goodbye", " "),
        "interface/en.yml: goodbye: String should have at least 1 character",
    ),
    (
        put("facts.yml", "page.id", 724012548),
        "facts.yml: page.id: Input should be a valid string",
    ),
    (
        put("facts.yml", "hours.weekday.open", "25:00"),
        r"facts.yml: hours.weekday.open: String should match pattern '^([01]?\d|2[0-3]):[0-5]\d$'",
    ),
    (
        put("facts.yml", "closed.to", "13-03"),
        "facts.yml: closed.to: String should match pattern '^(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$'",
    ),
    (
        put("languages.yml", "ko.hotline", "hotline_korean"),
        "languages.yml: ko.hotline: Input should be 'hotline_japanese' or 'hotline_foreign'",
    ),
    # a language that has no files yet
    (
        put("languages.yml", "ko.locales", {"ko": "한국어", "ko-Hang": "한글"}),
        "answers/ko-Hang.yml: no such file\n"
        "interface/ko-Hang.yml: no such file\n"
        "glossary/ko-Hang.yml: no such file\n"
        "outside/ko-Hang.yml: no such file",
    ),
    # intents
    (
        put("intents.yml", "contact.page_source.passages", ["P28", "P29"]),
        "intents.yml: page_source: unknown passage P29",
    ),
    (
        put("intents.yml", "contact.page_source.follow_ups", ["ward_contact", "faq_weather"]),
        "intents.yml: page_source: cannot lead on to faq_weather",
    ),
    (
        put("intents.yml", "contact.page_source.follow_ups", ["ward_contact", "page_source"]),
        "intents.yml: page_source: cannot lead on to page_source",
    ),
    (
        put("intents.yml", "contact.page_source.offer", "faq_weather"),
        "intents.yml: page_source: cannot offer faq_weather",
    ),
    # facts that the page does not have
    (put("facts.yml", "phones.ward_fax", "03-0000-0000"), "facts.yml: phones.ward_fax: not in passages.yml"),
    (put("facts.yml", "page.id", "000000000"), "facts.yml: page.id: not in passages.yml"),
    # answers
    (drop("answers/pt.yml", "hotline_cost"), "answers/pt.yml: hotline_cost: no answer"),
    (drop("answers/pt.yml", "hotline_cost.text"), "answers/pt.yml: hotline_cost: no answer"),
    (
        put("answers/pt.yml", "faq_tempo", {"title": "Tempo", "text": "Sol."}),
        "answers/pt.yml: faq_tempo: unknown key",
    ),
    (
        put("answers/en.yml", "hotline_cost.title", "Is the call free of charge?"),
        "answers/en.yml: hotline_cost.title: 27 characters, 20 at most",
    ),
    (
        put("answers/en.yml", "page_source.title", "Opening hours"),
        "answers/en.yml: page_source.title: the same as that of hotline_hours",
    ),
    (
        put("answers/en.yml", "page_source.more", LONG),
        "answers/en.yml: page_source.more: 429 characters, 400 at most",
    ),
    (
        put("answers/en.yml", "hotline_cost.text", "Toll-free: {hotlin}."),
        "answers/en.yml: hotline_cost.text: unknown placeholder hotlin",
    ),
    (
        put("answers/en.yml", "hotline_cost.more", "Call {hotlin}."),
        "answers/en.yml: hotline_cost.more: unknown placeholder hotlin",
    ),
    (
        put("answers/en.yml", "hotline_cost.text", "Toll-free: {hotline."),
        "answers/en.yml: hotline_cost.text: a brace without its partner",
    ),
    # the glossary
    (drop("glossary/ko.yml", "income"), "glossary/ko.yml: income: no wordings"),
    (put("glossary/ko.yml", "weather", ["날씨"]), "glossary/ko.yml: weather: unknown key"),
    (
        put("glossary/ko.yml", "ward_fax", ["{ward_faks}"]),
        "glossary/ko.yml: ward_fax: unknown placeholder ward_faks",
    ),
    # what is said around the answers
    (
        put("interface/en.yml", "handoff.near", "Nothing about {subject}."),
        "interface/en.yml: handoff.near: placeholders must be topic, as in ja",
    ),
    (
        put("interface/en.yml", "handoff.open", "It is open now."),
        "interface/en.yml: handoff.open: placeholders must be close, as in ja",
    ),
    (
        put("interface/en.yml", "deny", "All right, {name}."),
        "interface/en.yml: deny: placeholders must be none, as in ja",
    ),
    (
        put("interface/en.yml", "deny", "All right :}"),
        "interface/en.yml: deny: a brace without its partner",
    ),
    (
        put("interface/en.yml", "deny", "💪" * 2501),
        "interface/en.yml: deny: over 5000 UTF-16 units",
    ),
    (drop("interface/es.yml", "groups.contact"), "interface/es.yml: contact: no group name"),
    (
        put("outside/es.yml", "card.words", []),
        "outside/es.yml: card.words: List should have at least 1 item after validation, not 0",
    ),
    (drop("outside/es.yml", "card"), "outside/es.yml: card: no topic"),
    (put("outside/es.yml", "x", {"name": "x", "words": ["x"]}), "outside/es.yml: x: unknown key"),
]
