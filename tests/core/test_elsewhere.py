"""Questions about other towns are not answered with what holds here."""

import pytest

from bot.core import reading
from bot.core.elsewhere import Elsewhere
from bot.core.nouns import Candidate, Entry, Knowledge

ENTRIES = {
    "pool": Entry("pool", {"de": "Schwimmbad in Schwerte"}, {"de": ["schwimmbad"]}, {"de": "Ja."}),
    "fair": Entry("fair", {"de": "Messe"}, {"de": ["messe"]}, {"de": "In Berlin, Halle 25."}),
}
WAYS = {"words.direction": {"de": "nach, in die"}}
WORDS = {"home": {"de": ["Schwerte"]}, "places": {"de": ["Köln", "Berlin", "New York", "in Essen"]}}
ELSEWHERE = Elsewhere(Knowledge(ENTRIES, phrases=WAYS, **WORDS))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("schwimmbad koeln", ("koln",)),
        ("Schwimmbad in New York?", ("new", "york")),
        ("Schwimmbad in Essen", ("in", "essen")),
        ("kann man im schwimmbad essen", None),
        ("schwimmbad", None),
        ("von Köln nach Schwerte ins Schwimmbad", None),
        ("ich will nach Köln ins Schwimmbad", None),
        ("erst nach Köln, dann schwimmbad in Berlin", ("berlin",)),
    ],
)
def test_a_place_is_heard(text: str, place: tuple[str, ...] | None) -> None:
    assert ELSEWHERE.place(reading.words(text)) == place


def test_only_an_entry_that_names_the_place_stays_likely() -> None:
    given = (Candidate("pool", 0.9), Candidate("fair", 0.5))

    found = ELSEWHERE.discounted(("berlin",), given)

    assert [(each.id, each.score) for each in found] == [("pool", 0.09), ("fair", 0.5)]


def test_lent_words_do_nothing_for_knowledge_of_another_home() -> None:
    bank = Entry("card", {"en": "Card"}, {"en": ["card"]}, {"en": "Ten days."})

    assert Elsewhere(Knowledge({"card": bank}, **WORDS)).place(["card", "berlin"]) is None
