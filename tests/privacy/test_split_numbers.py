"""A number sent in pieces: counts are remembered, digits aren't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.privacy import Gate, SplitNumbers

from .conftest import FACTS

SPLIT_NUMBERS = SplitNumbers(Gate(FACTS))
GONE = "⟦stray_digits⟧"


def talk(messages: list[str]) -> tuple[list[str], tuple[int, ...]]:
    """What is left of each message, and the tail after the last."""
    tail: tuple[int, ...] = ()
    left = []
    for message in messages:
        masked = SPLIT_NUMBERS.mask(message, tail)
        tail = masked.tail
        left.append(masked.text)
    return left, tail


CONVERSATIONS = [
    # groups that are all there is
    (["579", "135", "791", "359"], [GONE] * 4),
    (["5791", "3579", "1359"], [GONE] * 3),
    (["57", "91", "35", "79"], ["57", GONE, GONE, GONE]),
    (["２０２７。", "６３"], [f"{GONE}。", GONE]),
    # with words around them, in six languages
    (["最初は579です", "次は135"], ["最初は579です", f"次は{GONE}"]),
    (["the first is 579", "then 135"], ["the first is 579", f"then {GONE}"]),
    (["开头是579", "然后135"], ["开头是579", f"然后{GONE}"]),
    (["처음은 579", "다음 135"], ["처음은 579", f"다음 {GONE}"]),
    (["primero 579", "luego 135"], ["primero 579", f"luego {GONE}"]),
    (["começa com 579", "depois 135"], ["começa com 579", f"depois {GONE}"]),
    # something else in between
    (["579", "wait", "then 135"], [GONE, "wait", f"then {GONE}"]),
    # talk
    (["9:30", "11/23", "0120", "0120-95-0178"], ["9:30", "11/23", "0120", "0120-95-0178"]),
    (["3人です", "12桁?", "10分で行ける?"], ["3人です", "12桁?", "10分で行ける?"]),
    (["1", "2", "hi 5"], ["1", "2", "hi 5"]),
    # pieces that read as years, in six languages
    (["最初は2027", "次は6353", "最後は2041"], ["最初は2027", f"次は{GONE}", f"最後は{GONE}"]),
    (["first 2027", "then 57", "then 913"], ["first 2027", "then 57", f"then {GONE}"]),
    (["先是2027", "然后575", "然后2013"], ["先是2027", f"然后{GONE}", f"然后{GONE}"]),
    (["처음은 2027", "다음 6353", "끝은 2041"], ["처음은 2027", f"다음 {GONE}", f"끝은 {GONE}"]),
    (["primero 6353", "luego 2027"], [f"primero {GONE}", f"luego {GONE}"]),
    (["começa com 6353", "depois 2027"], [f"começa com {GONE}", f"depois {GONE}"]),
    # years that are years
    (["em 2025?", "e em 2026?", "são 12 dígitos?"], ["em 2025?", "e em 2026?", "são 12 dígitos?"]),
    # pieces in words with nothing around them
    (["五七九", "一三五"], [GONE, GONE]),
    (["오칠구", "일삼오"], [GONE, GONE]),
    (["이사", "오이"], ["이사", "오이"]),
    # a whole number leaves no piece behind
    (["123456789018", "I have 12 cats"], ["⟦my_number⟧", "I have 12 cats"]),
]


@pytest.mark.parametrize(("messages", "left"), CONVERSATIONS, ids=[" | ".join(row[0]) for row in CONVERSATIONS])
def test_pieces_that_add_up_are_masked(messages: list[str], left: list[str]) -> None:
    assert talk(messages)[0] == left


def test_what_was_masked_before_counts_as_it_would_have_here() -> None:
    already = SPLIT_NUMBERS.mask("579")
    again = SPLIT_NUMBERS.mask(already.text, (), already.tail[-1])
    assert (again.text, again.tail, again.completes) == (GONE, (3,), False)
    assert SPLIT_NUMBERS.mask("then 135", again.tail).text == f"then {GONE}"
    assert SPLIT_NUMBERS.mask(f"and {GONE}", (3,), 3).completes
    assert SPLIT_NUMBERS.mask(f"and {GONE} 57", (3,), 3).text == f"and {GONE} {GONE}"


KEPT = [
    # what was kept, and what is left of it once it is known to hold a piece
    ("the first is 579", f"the first is {GONE}"),
    ("2027", GONE),
    ("最初は二〇二七", f"最初は{GONE}"),
    ("次は五七", f"次は{GONE}"),
    ("다음은 오칠", f"다음은 {GONE}"),
    ("육", GONE),
    ("七", GONE),
    ("나는 12살, 57", f"나는 12살, {GONE}"),
    ("11月23日、12桁、0120-95-0178", "11月23日、12桁、0120-95-0178"),
    ("this is a rather long message with 57 in it", f"this is a rather long message with {GONE} in it"),
    (f"it is {GONE}", f"it is {GONE}"),
    ("이용 안내", "이용 안내"),
    ("一般的な質問", "一般的な質問"),
]


@pytest.mark.parametrize(("kept", "left"), KEPT, ids=[row[0] for row in KEPT])
def test_pieces_are_masked_in_what_was_kept(kept: str, left: str) -> None:
    assert SPLIT_NUMBERS.mask_pieces(kept) == left


@given(st.from_regex("[0-9]{12}", fullmatch=True), st.sampled_from([3, 4, 6]))
def test_nothing_is_left_of_a_number_sent_in_bare_groups(number: str, size: int) -> None:
    pieces = [number[at : at + size] for at in range(0, 12, size)]
    assert {text for text in talk(pieces)[0] if text != "0120"} <= {GONE}


@given(st.from_regex("[0-9]{3}", fullmatch=True))
def test_the_tail_tells_how_many_digits_and_not_which(piece: str) -> None:
    assert talk([piece, "hello", piece])[1] == (3, 0, 3)


@given(st.lists(st.integers()))
def test_the_tail_stays_short_and_its_counts_small(tail: list[int]) -> None:
    after = SPLIT_NUMBERS.mask("hello", tail).tail
    assert len(after) <= 6
    assert all(-12 <= count <= 12 for count in after)
