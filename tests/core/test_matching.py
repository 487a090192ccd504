"""Matching: a small knowledge is understood, whatever is typed."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.matching import Matcher
from bot.core.nouns import Phrasing

TEXTS = {
    "freies-wlan": [
        "gibt es freies wlan",
        "wie komme ich in der stadt ins internet",
        "hotspot in der innenstadt",
    ],
    "lorawan": ["was ist lorawan", "wie funktioniert das funknetz", "wozu dient das lorawan netz"],
    "parken": ["wo kann ich parken", "sind noch parkplätze frei", "was zeigen die parksensoren an"],
    "factory-4": ["was ist die factory 4", "wo ist die factory 4", "wann hat die factory 4 offen"],
}
PHRASINGS = [Phrasing(entry, text) for entry, texts in TEXTS.items() for text in texts]
SIDE = Phrasing("freies-wlan", "was kostet das wlan", role="aspect", aspect="cost")
MATCHER = Matcher.learn(
    [*PHRASINGS, SIDE], {"de": ["hey bot", "bitte"]}, {"de": [["wlan", "wifi"]]}
)


def first(matcher: Matcher, text: str) -> str:
    return matcher.rank(text).candidates[0].id


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("lorawan", "lorawan"),
        ("factroy 4", "factory-4"),
        ("hey bot gibts hier wifi bitte", "freies-wlan"),
        ("parkplaetze", "parken"),
        ("PARKPLÄTZE!!!", "parken"),
        ("wat is dat mit den parksensoren", "parken"),
    ],
)
def test_what_people_type_is_understood(text: str, entry: str) -> None:
    assert first(MATCHER, text) == entry


def test_a_bare_name_scores_higher_than_a_shared_question_word() -> None:
    named = MATCHER.rank("lorawan").candidates[0].score
    shared = MATCHER.rank("was ist photosynthese").candidates[0].score

    assert named > 0.6
    assert shared < 0.4


def test_umlauts_spelt_out_make_no_difference() -> None:
    assert MATCHER.rank("Parkplätze frei?") == MATCHER.rank("Parkplaetze frei?")


def test_a_repair_is_told_and_known_words_stay() -> None:
    assert MATCHER.rank("factroy parken").repaired == {"factroy": "factory"}


def test_what_is_outside_counts_against_what_looks_alike() -> None:
    texts = ["mein wlan zu hause ist kaputt", "passwort vom wlan zu hause vergessen"]
    phrasings = [*PHRASINGS, *(Phrasing("router", text) for text in texts)]
    question = "hilfe das wlan zu hause ist weg"

    answered, refused = (
        Matcher.learn(phrasings, outside=outside).rank(question) for outside in ((), ("router",))
    )

    assert answered.candidates[0].id == "router"
    assert answered.outside is None
    assert refused.outside is not None
    assert refused.outside.id == "router"
    assert [each.id for each in refused.candidates if each.score >= 0.5] == []
    assert "router" not in {each.id for each in refused.candidates}


def test_an_everyday_word_is_not_taken_for_a_mistyped_one() -> None:
    matcher = Matcher.learn(PHRASINGS, everyday={"perken", "katze"})

    assert MATCHER.rank("perken").repaired == {"perken": "parken"}
    assert matcher.rank("perken").repaired == {}
    assert Matcher.from_state(matcher.state()).rank("perken").repaired == {}


def test_between_two_words_that_are_as_near_the_others_decide() -> None:
    texts = {"river": ["warnt der sensor bei flut", "pegel der ruhr"], "house": ["wo ist der flur"]}
    matcher = Matcher.learn(
        [Phrasing(entry, text) for entry, some in texts.items() for text in some]
    )

    assert matcher.rank("warnt der sensor bei fluz").repaired == {"fluz": "flut"}
    assert matcher.rank("wo ist der fluz").repaired == {"fluz": "flur"}


def test_the_side_that_is_asked_for_is_named() -> None:
    assert MATCHER.rank("was kostet das wlan").candidates[0].aspect == "cost"
    assert MATCHER.rank("gibt es freies wlan").candidates[0].aspect is None


def test_the_same_phrasing_twice_changes_nothing() -> None:
    once, twice = Matcher.learn(PHRASINGS), Matcher.learn([*PHRASINGS, *PHRASINGS])

    assert once.rank("wo ist das funknetz") == twice.rank("wo ist das funknetz")


def test_a_kept_state_ranks_the_same() -> None:
    file = io.BytesIO()
    np.savez(file, **MATCHER.state())
    file.seek(0)
    with np.load(file, allow_pickle=False) as kept:
        again = Matcher.from_state(dict(kept))

    assert again.rank("gibts wlan in der stadt") == MATCHER.rank("gibts wlan in der stadt")


def test_an_explanation_names_the_nearest_phrasing_and_the_words_that_count() -> None:
    told = MATCHER.explain("wozu dient lorawan", "lorawan")

    assert told.nearest == "wozu dient das lorawan netz"
    assert max(told.words, key=lambda each: each[1])[0] == "lorawan"


def test_an_unknown_entry_can_not_be_explained() -> None:
    with pytest.raises(KeyError):
        MATCHER.explain("was ist lorawan", "nirgends")


@pytest.mark.parametrize("count", [0, 1, 2])
def test_the_smallest_knowledge_works(count: int) -> None:
    matcher = Matcher.learn(PHRASINGS[:count])

    assert len(matcher.rank("gibt es freies wlan").candidates) == min(count, 1)


@given(st.text())
def test_any_text_gets_falling_probabilities(text: str) -> None:
    scores = [each.score for each in MATCHER.rank(text).candidates]

    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert sum(scores) <= 1.001


def test_long_nonsense_is_only_read_in_part() -> None:
    nonsense = "blubb wlan " * 4096

    assert MATCHER.rank(nonsense) == MATCHER.rank(nonsense[:2048])
