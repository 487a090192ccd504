"""Deciding: the cheapest verdict by named costs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.deciding import LEAST_CHOICE, Costs, Lost, Sure, Torn, decide
from bot.core.nouns import Candidate


@pytest.mark.parametrize(
    ("scores", "verdict"),
    [
        ([], Lost),
        ([0.97, 0.01], Sure),
        ([0.7], Sure),
        ([0.5, 0.4], Torn),
        ([0.4, 0.3, 0.2], Torn),
        ([0.3, 0.05], Lost),
        ([0.05, 0.04, 0.03], Lost),
    ],
)
def test_the_cheapest_verdict_is_taken(scores: list[float], verdict: type) -> None:
    candidates = [Candidate(str(place), score) for place, score in enumerate(scores)]

    assert type(decide(candidates)) is verdict


def test_a_choice_leaves_long_shots_out() -> None:
    found = decide([Candidate("one", 0.5), Candidate("two", 0.4), Candidate("three", 0.01)])

    assert found == Torn((Candidate("one", 0.5), Candidate("two", 0.4)))


def test_dearer_refusals_make_bolder_answers() -> None:
    candidates = [Candidate("one", 0.3)]

    assert decide(candidates) == Lost()
    assert decide(candidates, Costs(needless_refusal=3)) == Sure(candidates[0])


@given(st.lists(st.floats(0, 1), max_size=5).map(lambda scores: sorted(scores, reverse=True)))
def test_a_choice_has_two_or_three_likely_options(scores: list[float]) -> None:
    found = decide([Candidate(str(place), score) for place, score in enumerate(scores)])

    if isinstance(found, Torn):
        assert 2 <= len(found.candidates) <= 3
        assert all(each.score >= LEAST_CHOICE for each in found.candidates)
