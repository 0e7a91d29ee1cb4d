"""One table per recogniser: what a resident writes, and what is left of it."""

import pytest

from madoguchi.privacy import Gate
from madoguchi.privacy.recognisers import RECOGNISERS

MY_NUMBER = [
    # in the six languages, glued and spaced
    ("私の番号は123456789018です", "私の番号は⟦my_number⟧です"),
    ("my number is 1234 5678 9018, ok?", "my number is ⟦my_number⟧, ok?"),
    ("我的号码是123456789018吗", "我的号码是⟦my_number⟧吗"),
    ("제번호는1234-5678-9018입니다", "제번호는⟦my_number⟧입니다"),
    ("mi número es 314159265352.", "mi número es ⟦my_number⟧."),
    ("meu número é 9000 0000 0010!", "meu número é ⟦my_number⟧!"),
    # other widths, scripts and enclosures
    ("１２３４ー５６７８ー９０１８", "⟦my_number⟧"),
    ("١٢٣٤ ٥٦٧٨ ٩٠١٨", "⟦my_number⟧"),
    ("①②③④⑤⑥⑦⑧⑨⓪①⑧", "⟦my_number⟧"),
    ("1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣0️⃣1️⃣8", "⟦my_number⟧"),
    # in words
    ("番号は一二三四五六七八九〇一八です", "番号は⟦my_number⟧です"),
    ("壱弐参四-五六七八-九零一八", "⟦my_number⟧"),
    ("号码是壹贰叁肆 伍陆柒捌 玖零壹捌", "号码是⟦my_number⟧"),
    ("번호는 일이삼사 오육칠팔 구공일팔", "번호는 ⟦my_number⟧"),
    ("五七九一 3579 1359", "⟦my_number⟧"),
    ("号码是五-七-九-一-三-五-七-九-一-三-五", "号码是⟦my_number⟧"),
    # letters that look like digits
    ("es 1234 5678 9O18 o no?", "es ⟦my_number⟧ o no?"),
    ("l234-5678-90l8", "⟦my_number⟧"),
    # brackets, several signs, several lines, irregular groups
    ("（5791）、（3579）、（1359）", "（⟦my_number⟧）"),
    ("5791 - 3579 - 1359", "⟦my_number⟧"),
    ("番号\n1234\r\n5678\n\n9018\nです", "番号\n⟦my_number⟧\nです"),
    ("1-2345-6789-018", "⟦my_number⟧"),
    # begins like a year, a date, a time, the hotline
    ("2027 6353 9441", "⟦my_number⟧"),
    ("2016 1105 2023", "⟦my_number⟧"),
    ("11/12/10/11/05/06", "⟦my_number⟧"),
    ("12:10:11:05:06:07", "⟦my_number⟧"),
    ("012095017812", "⟦my_number⟧"),
    ("01 20 95 01 78 12", "⟦my_number⟧"),
    ("724-012-548-123", "⟦my_number⟧"),
    # several, and beside a fact or a small number
    ("123456789018 900000000010", "⟦my_number⟧ ⟦my_number⟧"),
    ("1234-5678-9018, 9000-0000-0010", "⟦my_number⟧, ⟦my_number⟧"),
    ("0120-95-0178 1234 5678 9018", "0120-95-0178 ⟦my_number⟧"),
    ("(2) 123456789018 (12桁)", "(2) ⟦my_number⟧ (12桁)"),
    # mistyped, and still a number
    ("123456789012", "⟦my_number⟧"),
]

PAYMENT_CARD = [
    # as printed by the issuers
    ("カードは4111 1111 1111 1111です", "カードは⟦payment_card⟧です"),
    ("card 3782-822463-10005", "card ⟦payment_card⟧"),
    ("卡号4111111111111111", "卡号⟦payment_card⟧"),
    ("카드 ４１１１－１１１１－１１１１－１１１１", "카드 ⟦payment_card⟧"),
    # mistyped
    ("tarjeta 4111 1111 1111 1112", "tarjeta ⟦payment_card⟧"),
    ("cartão 4111111111111112", "cartão ⟦payment_card⟧"),
]

RESIDENCE_CARD = [
    ("在留カードAB12345678CDです", "在留カード⟦residence_card⟧です"),
    ("my card: ab12345678cd", "my card: ⟦residence_card⟧"),
    ("在留卡ＡＢ１２３４５６７８ＣＤ", "在留卡⟦residence_card⟧"),
    ("재류카드 AB 1234 5678 CD", "재류카드 ⟦residence_card⟧"),
    ("tarjeta AB-12345678-CD", "tarjeta ⟦residence_card⟧"),
    ("cartão AB12345678CD?", "cartão ⟦residence_card⟧?"),
    # words beside a date aren't letters of a card
    ("é de 20261123 ou depois", "é de 20261123 ou depois"),
]

PHONE_NUMBER = [
    ("090-1234-5678に電話して", "⟦phone_number⟧に電話して"),
    ("call me at +81 90 1234 5678", "call me at ⟦phone_number⟧"),
    ("我的电话０９０１２３４５６７８", "我的电话⟦phone_number⟧"),
    ("+82 10-1234-5678로 전화", "⟦phone_number⟧로 전화"),
    ("mi teléfono es (03) 1234-5678", "mi teléfono es (⟦phone_number⟧"),
    ("ligue para +55 11 91234-5678", "ligue para ⟦phone_number⟧"),
    # another freephone number, and one beside the page's
    ("0120-444-444", "⟦phone_number⟧"),
    ("0120-95-0178か03-1234-5678", "0120-95-0178か⟦phone_number⟧"),
]

EMAIL = [
    ("メールはtaro.yamada@example.co.jpです", "メールは⟦email⟧です"),
    ("write to a+b@example.com.", "write to ⟦email⟧."),
    ("邮箱ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ", "邮箱⟦email⟧"),
    ("메일 kim1985@example.kr 로", "메일 ⟦email⟧ 로"),
    ("correo: ana @ example.es", "correo: ⟦email⟧"),
    ("e-mail joao_silva@example.com.br", "e-mail ⟦email⟧"),
]

POSTAL_ADDRESS = [
    ("〒110-8615 東京都台東区東上野4-5-6。質問です", "⟦postal_address⟧。質問です"),
    ("住所は110-8615 台東区東上野4丁目5番6号\nです", "住所は⟦postal_address⟧\nです"),
    ("I live at 〒110-8615, 4-5-6 Higashi-Ueno!", "I live at ⟦postal_address⟧!"),
    ("地址〒１１０－８６１５东京都台东区。谢谢", "地址⟦postal_address⟧。谢谢"),
    ("〒1108615 도쿄도 다이토구", "⟦postal_address⟧"),
    ("vivo en 110-8615 Taito-ku, Tokio", "vivo en ⟦postal_address⟧"),
    ("moro em 110-8615 Tóquio", "moro em ⟦postal_address⟧"),
    # the page's number after an address survives
    ("〒110-8615 台東区 03-5246-9022", "⟦postal_address⟧03-5246-9022"),
]

STRAY_DIGITS = [
    # pieces
    ("最初は5791です", "最初は⟦stray_digits⟧です"),
    ("it starts with 57-91", "it starts with ⟦stray_digits⟧"),
    ("前四位是５７９１", "前四位是⟦stray_digits⟧"),
    ("앞자리는 579135", "앞자리는 ⟦stray_digits⟧"),
    ("empieza por 5.791", "empieza por ⟦stray_digits⟧"),
    (
        "primeira parte 5791, segunda 3579, terceira 1359",
        "primeira parte ⟦stray_digits⟧, segunda ⟦stray_digits⟧, terceira ⟦stray_digits⟧",
    ),
    # a piece that looks like a year, beside the other two
    ("2027と6353と9441", "⟦stray_digits⟧と⟦stray_digits⟧と⟦stray_digits⟧"),
    ("20271123と9441", "⟦stray_digits⟧と⟦stray_digits⟧"),
    ("2027 e 2028 e 9441", "⟦stray_digits⟧ e ⟦stray_digits⟧ e ⟦stray_digits⟧"),
    # short pieces that add up
    ("579 and 135 and 791", "⟦stray_digits⟧ and ⟦stray_digits⟧ and ⟦stray_digits⟧"),
    ("五七九一から", "⟦stray_digits⟧から"),
    ("앞자리는 오칠구일", "앞자리는 ⟦stray_digits⟧"),
    # a My Number with a digit too few, in small groups
    ("70 - 7 - 97 - 09 - 93 - 10", "⟦stray_digits⟧"),
    # amounts, corporate numbers, what is no time and no date
    ("5,000円", "⟦stray_digits⟧円"),
    ("1234567890123", "⟦stray_digits⟧"),
    ("1930時", "⟦stray_digits⟧時"),
    ("25:70", "⟦stray_digits⟧"),
    ("20261345", "⟦stray_digits⟧"),
    # a freephone number's end alone is no fact
    ("0178那个号码", "⟦stray_digits⟧那个号码"),
]

TABLES = {
    "my_number": MY_NUMBER,
    "payment_card": PAYMENT_CARD,
    "residence_card": RESIDENCE_CARD,
    "phone_number": PHONE_NUMBER,
    "email": EMAIL,
    "postal_address": POSTAL_ADDRESS,
    "stray_digits": STRAY_DIGITS,
}
ROWS = [pytest.param(*row, id=f"{name}: {row[0]}") for name, table in TABLES.items() for row in table]


@pytest.mark.parametrize(("written", "left"), ROWS)
def test_what_a_resident_writes_is_masked(gate: Gate, written: str, left: str) -> None:
    assert gate.mask(written).text == left


def test_every_recogniser_has_a_table() -> None:
    assert {recogniser.name for recogniser in RECOGNISERS} == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_what_was_found_is_counted_by_recogniser(gate: Gate, table: str) -> None:
    written, left = TABLES[table][0]
    assert gate.mask(written).found == {table: left.count("⟦")}


CONFIRMED = [
    # check digits that fit
    ("123456789018", {"my_number": 1}),
    ("９０００－００００－００１０", {"my_number": 1}),
    ("三一四一五九二六五三五二", {"my_number": 1}),
    ("4111 1111 1111 1111", {"payment_card": 1}),
    # and that don't
    ("123456789012", {}),
    ("4111 1111 1111 1112", {}),
]


@pytest.mark.parametrize(("written", "confirmed"), CONFIRMED)
def test_the_check_digit_only_grades(gate: Gate, written: str, confirmed: dict[str, int]) -> None:
    masked = gate.mask(written)
    assert masked.confirmed == confirmed
    assert sum(masked.found.values()) == 1
