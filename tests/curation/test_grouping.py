"""Grouping: questions that ask alike come together, whoever wrote them and however badly."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.nouns import Knowledge
from bot.curation.grouping import Group, group
from bot.curation.inbox import telling_nothing
from tests.curation.generated_questions import questions


def purity(groups: Sequence[Group], truth: Sequence[int]) -> float:
    """Return the share of questions that are in a group most of which asks the same."""
    kept = [Counter(truth[place] for place in each.members).most_common(1)[0][1] for each in groups]
    return sum(kept) / len(truth)


def completeness(groups: Sequence[Group], truth: Sequence[int]) -> float:
    """Return the share of questions that are in the largest group of their subject."""
    parts = Counter(
        (truth[place], number) for number, each in enumerate(groups) for place in each.members
    )
    largest: Counter[int] = Counter()
    for (subject, _), count in parts.items():
        largest[subject] = max(largest[subject], count)
    return sum(largest.values()) / len(truth)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_two_thousand_questions_are_grouped_as_they_were_meant(
    seed: int, knowledge: Knowledge
) -> None:
    texts, truth = zip(*questions(2000, seed), strict=True)

    groups = group(texts, telling_nothing(knowledge))

    assert purity(groups, truth) >= 0.95
    assert completeness(groups, truth) >= 0.95
    assert [len(each.members) for each in groups[:2]] >= [60, 50]


def test_the_largest_group_comes_first_and_begins_with_its_most_typical_question() -> None:
    texts = ["ladesäule", "hundesteuer", "hundesteuer?", "HUNDESTEUER zahlen", "Hundesteuer"]

    groups = group(texts)

    assert [each.members for each in groups] == [(1, 4, 2, 3), (0,)]


def test_a_slip_and_a_split_compound_join_those_who_write_it_right() -> None:
    texts = ["ladesäulen"] * 5 + ["ladesälen", "lade säulen", "Ladesaeulen"]

    assert [set(each.members) for each in group(texts)] == [set(range(8))]


def test_words_that_tell_nothing_bring_nothing_together() -> None:
    texts = ["wo ist der hafen", "wo ist der friedhof", "wo ist die schule"]

    assert len(group(texts, ("wo", "ist", "der", "die"))) == 3


@given(st.lists(st.text(max_size=30), max_size=30))
def test_every_question_is_in_one_group(texts: list[str]) -> None:
    members = sorted(place for each in group(texts) for place in each.members)

    assert members == list(range(len(texts)))
