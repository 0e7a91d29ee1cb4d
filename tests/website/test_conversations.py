"""What a resident gets, turn by turn."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx
import pytest

from madoguchi.content import Content
from madoguchi.privacy import harmless_id
from madoguchi.serving.service import Service
from tests.website.conftest import Resident, text, user_events

JAPANESE_LINE, FOREIGN_LINE, WARD = "0120-95-0178", "0120-0178-26", "03-5246-9022"
LOCALES = ["ja", "en", "zh-Hans", "zh-Hant", "ko", "es", "pt"]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_session_greets_in_the_language_of_the_page(http: httpx.Client, locale: str) -> None:
    opened = Resident(http, locale).session
    assert "-".join(filter(None, [opened["language"], opened.get("script")])) == locale
    assert opened["greeting"][0]["text"]
    assert len(opened["greeting"][0]["quick_replies"]) == 5


@pytest.mark.parametrize(
    ("tag", "language"),
    [("pt-BR", "pt"), ("en-US", "en"), ("zh-TW", "zh"), ("fr", "ja"), ("x" * 90, "ja"), (None, "ja")],
)
def test_a_page_in_another_language_is_greeted_in_japanese(http: httpx.Client, tag: str | None, language: str) -> None:
    assert Resident(http, tag).session["language"] == language


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("電話番号を教えてください", JAPANESE_LINE),
        ("What is the phone number?", FOREIGN_LINE),
        ("电话号码是多少", FOREIGN_LINE),
        ("電話號碼是多少", FOREIGN_LINE),
        ("전화번호 알려주세요", FOREIGN_LINE),
        ("¿Cuál es el número de teléfono?", FOREIGN_LINE),
        ("Qual é o número de telefone?", FOREIGN_LINE),
    ],
)
def test_the_number_to_dial_is_that_of_the_residents_language(resident: Resident, question: str, line: str) -> None:
    message = resident.say(question)["messages"][0]
    assert line in message["text"]
    assert [phone["number"] for phone in message["phones"]] == [line]
    assert message["phones"][0]["tel"] == "tel:+81-" + line.removeprefix("0")
    assert message["source"] == {
        "passages": ["P23", "P24", "P25"],
        "page": "724012548",
        "updated": "2022-08-12",
    }


def test_every_button_that_is_offered_can_be_pressed(http: httpx.Client) -> None:
    resident = Resident(http, "en")
    menu = resident.session["greeting"][0]["quick_replies"]
    questions = [one for topic in menu for one in resident.press(topic["button"])["messages"][0]["quick_replies"]]
    assert len(questions) == 31
    for question in questions:
        answer = resident_of(http).press(question["button"])
        assert answer["messages"][0]["text"]
        assert answer["messages"][0]["source"]["passages"]


def resident_of(http: httpx.Client) -> Resident:
    return Resident(http, "pt")


class TestTheConversationGoesOn:
    def test_yes_takes_what_was_offered(self, resident: Resident) -> None:
        offered = resident.say("電話番号は何番ですか")["messages"][0]["quick_replies"]
        assert "/affirm" in [one["button"] for one in offered]
        assert "P26" in resident.say("はい、お願いします")["messages"][0]["source"]["passages"]

    def test_no_leaves_it(self, resident: Resident) -> None:
        resident.say("What is the phone number?")
        assert "source" not in resident.say("no thanks")["messages"][0]

    def test_yes_to_nothing_offers_the_topics(self, resident: Resident) -> None:
        assert len(resident.say("はい")["messages"][0]["quick_replies"]) == 5

    def test_a_day_alone_asks_for_its_hours(self, resident: Resident) -> None:
        resident.say("When can I call?")
        assert resident.say("and on Sunday?")["messages"][0]["hours"]["rule"] == "sunday"

    def test_a_time_alone_is_one_of_the_day_before(self, resident: Resident) -> None:
        day = resident.say("Is the call centre open on Sunday?")["messages"][0]["hours"]["date"]
        hours = resident.say("and at 7 pm?")["messages"][0]["hours"]
        assert (hours["date"], hours["is_open"]) == (day, False)

    def test_more_is_told_about_the_last_answer(self, resident: Resident) -> None:
        first = resident.say("Is the data encrypted?")
        more = resident.say("tell me more")
        assert more["messages"][0]["source"] == first["messages"][0]["source"]
        assert text(more) != text(first)

    def test_two_questions_get_both_answers(self, resident: Resident) -> None:
        answer = text(resident.say("What is the phone number? Does it cost anything to call?"))
        assert FOREIGN_LINE in answer
        assert "toll-free" in answer or "free" in answer

    def test_a_resident_who_changes_the_language_is_answered_in_it(self, resident: Resident) -> None:
        assert resident.say("hola")["language"] == "es"
        assert resident.say("please answer in Korean")["language"] == "ko"
        assert resident.say("전화번호가 뭐예요")["language"] == "ko"

    def test_the_language_switches_with_the_resident(self, resident: Resident) -> None:
        assert resident.say("電話番号は?")["language"] == "ja"
        assert resident.say("Is it free to call?")["language"] == "en"

    def test_the_clients_own_menu_decides(self, resident: Resident) -> None:
        answer = resident.say("電話番号は?", language="zh-TW")
        assert (answer["language"], answer["script"]) == ("zh", "Hant")

    @pytest.mark.parametrize(("greeting", "script"), [("谢谢你们的说明", "Hans"), ("謝謝你們的說明", "Hant")])
    def test_chinese_is_answered_in_the_script_it_is_written_in(
        self, resident: Resident, greeting: str, script: str
    ) -> None:
        assert resident.say(greeting)["script"] == script

    @pytest.mark.parametrize("text", ["ok", "mai nambaa"])
    def test_what_tells_nothing_keeps_the_language(self, resident: Resident, text: str) -> None:
        resident.say("Qual é o número de telefone?")
        assert resident.say(text)["language"] == "pt"


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("カードを失くしてしまいました", "マイナンバーカード"),
        ("I lost my My Number Card", "My Number Card"),
        ("个人编号卡丢了怎么办", "卡"),
        ("個人編號卡遺失了怎麼辦", "卡"),
        ("마이넘버카드를 잃어버렸어요", "카드"),
        ("Perdí mi tarjeta My Number", "tarjeta"),
        ("Perdi meu cartão My Number", "cartão"),
    ],
)
def test_a_near_topic_is_named_and_handed_off_with_both_numbers(resident: Resident, question: str, topic: str) -> None:
    message = resident.say(question)["messages"][0]
    assert topic.casefold() in message["text"].casefold()
    assert [phone["number"] for phone in message["phones"]][1] == WARD
    assert "is_open" in message["hours"]


class TestMyNumbers:
    NUMBER = "123456789018"

    @pytest.mark.parametrize(
        "said",
        [
            "私の番号は123456789018です。安全ですか",
            "My number is 1234-5678-9018, is it safe?",
            "我的号码是１２３４５６７８９０１８，安全吗",
            "我的號碼是1234 5678 9018，安全嗎",
            "제 번호는 1234.5678.9018인데 안전한가요",
            "Mi número es 123 456 789 018, ¿es seguro?",
            "meu número é 123456789018, é seguro?",
        ],
    )
    def test_one_is_gone_before_anything_is_kept_and_the_question_is_answered(
        self, resident: Resident, service: Service, said: str
    ) -> None:
        answer = text(resident.say(said))
        assert "\n\n" in answer, "a warning, then the answer"
        kept = user_events(service.database)
        assert "⟦my_number⟧" in kept[-1]["text"]
        assert not [event for event in kept if self.NUMBER in digits(str(event))]

    @pytest.mark.parametrize(
        ("locale", "pieces", "question", "line"),
        [
            ("ja", ["最初は579です", "次は135", "791"], "電話番号を教えてください", JAPANESE_LINE),
            ("en", ["the first is 579", "then 135", "791"], "What is the phone number?", FOREIGN_LINE),
            ("zh-Hans", ["开头是579", "然后135", "791"], "电话号码是多少", FOREIGN_LINE),
            ("zh-Hant", ["開頭是579", "然後135", "791"], "電話號碼是多少", FOREIGN_LINE),
            ("ko", ["처음은 579", "다음 135", "791"], "전화번호 알려주세요", FOREIGN_LINE),
            ("es", ["primero 579", "luego 135", "791"], "¿Cuál es el número de teléfono?", FOREIGN_LINE),
            ("pt", ["começa com 579", "depois 135", "791"], "Qual é o número de telefone?", FOREIGN_LINE),
        ],
    )
    def test_one_that_comes_in_pieces_is_stopped_and_the_rest_of_a_message_answered(
        self,
        http: httpx.Client,
        content: Content,
        service: Service,
        locale: str,
        pieces: list[str],
        question: str,
        line: str,
    ) -> None:
        resident, warning = Resident(http, locale), content.interfaces[locale].warning.my_number
        first, second, third = (text(resident.say(piece, language=locale)) for piece in pieces)
        assert warning not in first, "nothing tells yet that it is a piece"
        assert second.startswith(warning)
        assert third.startswith(warning)
        answer = text(resident.say(f"359 {question}", language=locale))
        assert answer.startswith(warning)
        assert line in answer
        kept = [event["text"] for event in user_events(service.database)[-4:]]
        assert [digits(one) for one in kept] == ["", "", "", ""], "the first is masked with the one that tells"

    def test_a_second_delivery_of_a_piece_changes_nothing(self, resident: Resident, service: Service) -> None:
        resident.say("the first is 579")
        body = {"id": str(uuid4()), "text": "then 135"}
        first, second = (resident.send(**body).json() for _ in range(2))
        assert first == second
        assert user_events(service.database)[-1]["metadata"]["tail"] == [3, 3]

    def test_a_button_in_between_is_no_message_with_digits(self, resident: Resident, service: Service) -> None:
        resident.say("the first is 579")
        resident.press("/affirm")
        resident.say("then 135")
        assert user_events(service.database)[-1]["metadata"]["tail"] == [3, 0, 3]

    def test_the_pages_own_numbers_survive(self, resident: Resident, service: Service) -> None:
        said = f"{FOREIGN_LINE} is for foreigners, right?"
        resident.say(said)
        assert user_events(service.database)[-1]["text"] == said


def digits(said: str) -> str:
    return "".join(character for character in said if character.isdecimal())


class TestOnceOnly:
    def test_the_same_id_gets_the_same_answer_and_makes_no_second_turn(
        self, resident: Resident, service: Service
    ) -> None:
        body: dict[str, Any] = {"id": harmless_id(uuid4()), "text": "Is it free?"}
        first, second = (resident.http.post("/messages", json=body, headers=resident.headers).json() for _ in range(2))
        assert first == second
        assert [event["message_id"] for event in user_events(service.database)].count(body["id"]) == 1

    def test_the_same_id_later_on_gets_its_own_answer(self, resident: Resident) -> None:
        body = {"id": str(uuid4()), "text": "What is the phone number?"}
        first = resident.http.post("/messages", json=body, headers=resident.headers).json()
        resident.say("thanks")
        assert resident.http.post("/messages", json=body, headers=resident.headers).json() == first

    def test_an_id_belongs_to_its_conversation(self, http: httpx.Client) -> None:
        shared = str(uuid4())
        one, other = Resident(http), Resident(http)
        assert one.send(id=shared, text="電話番号は?").json() != other.send(id=shared, text="thanks").json()
