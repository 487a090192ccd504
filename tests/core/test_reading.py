"""Reading: texts that mean the same come out the same, and no text breaks it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.reading import LONGEST_WORD, MOST_WORDS, replaced, runs_of, skeleton, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mülleimer", "muelleimer"),
        ("Straße", "STRASSE"),
        ("Bürger*innen", "Bürger"),
        ("BürgerInnen", "Bürger:innen"),
        ("geht's", "gehts"),
        ("Factory4", "factory 4"),
        ("Öﬃziell", "offiziell"),
    ],
)
def test_spellings_of_one_word_are_read_alike(one: str, other: str) -> None:
    assert words(one) == words(other)


@given(st.text())
def test_any_text_becomes_a_bounded_number_of_short_words(text: str) -> None:
    read = words(text)

    assert len(read) <= MOST_WORDS
    assert all(0 < len(word) <= LONGEST_WORD for word in read)


@pytest.mark.parametrize(
    ("one", "other"), [("wetter", "weder"), ("schule", "skule"), ("fahrrad", "vahrat")]
)
def test_dialect_keeps_the_skeleton_of_a_word(one: str, other: str) -> None:
    assert skeleton(one)[0] == skeleton(other)[0]


def test_the_longest_run_is_replaced_first() -> None:
    runs = runs_of([("mobile phone", "handy"), ("mobile", "unterwegs"), ("bitte", "")])

    assert replaced(["mobile", "phone", "bitte", "mobile"], runs) == ["handy", "unterwegs"]
