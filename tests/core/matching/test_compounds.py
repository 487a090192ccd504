"""Compounds written as one word or as two are met from either side."""

import pytest

from bot.core.matching import Matcher
from bot.core.matching.compounds import Compounds
from bot.core.nouns import Phrasing

COUNTS = {"wetter": 9, "station": 4, "wetterstation": 20, "wlan": 8, "gratis": 1, "berg": 2,
          "kamen": 3, "bergkamen": 6, "umfrage": 2, "stadt": 9, "rat": 3}  # fmt: skip
COMPOUNDS = Compounds(COUNTS)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("gratiswlan", ("gratis", "wlan")),
        ("stadtsumfrage", ("stadt", "umfrage")),  # an s between
        ("stadtratumfrage", ("stadt", "rat", "umfrage")),
        ("photosynthese", ()),
        ("wlan", ()),
        ("", ()),
    ],
)
def test_a_strange_word_is_taken_apart(word: str, parts: tuple[str, ...]) -> None:
    assert COMPOUNDS.parts(word) == parts


def test_a_strange_word_is_joined_to_its_neighbour() -> None:
    assert COMPOUNDS.joined(["am", "wetters", "tation"]) == ["am", "wetterstation"]
    assert COMPOUNDS.joined(["berg", "kamen"]) == ["berg", "kamen"]


def test_two_words_are_read_as_the_one_that_is_usual() -> None:
    texts = [["die", "wetter", "station"], ["gratis", "wlan"]]

    assert dict(COMPOUNDS.spellings(texts)) == {
        "wetter station": "wetterstation",
        "berg kamen": "bergkamen",
    }


def test_both_ways_of_writing_find_the_entry() -> None:
    texts = {"weather": ["wo steht die wetterstation", "wetter in der stadt", "jede station"],
             "wifi": ["gratis ins internet", "wlan am markt"]}  # fmt: skip
    matcher = Matcher.learn([Phrasing(id_, text) for id_, some in texts.items() for text in some])

    apart, whole = (matcher.rank(f"wo ist die {it}") for it in ("wetter station", "wetterstation"))

    assert apart == whole
    assert matcher.rank("gratiswlan").candidates[0].id == "wifi"
