"""Core: candidates become a verdict – sure, torn or lost – by named costs; every tuned number."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.nouns import Candidate


@dataclass(frozen=True, slots=True)
class Costs:
    """Name what each outcome costs a person, in units of one wrong answer.

    Answering pays from a probability of 1 / (1 + needless_refusal) on, if nothing else is likely.
    The probability is learned from editors' phrasings, which differ more from each other than
    people's questions do from them, so it is cautious: of the project's own questions nine in
    ten with 0.4 are right. Hence a refusal may weigh more than one wrong answer on this scale.
    """

    wrong_answer: float = 1.0
    needless_refusal: float = 1.0
    choice_with_right: float = 0.25
    choice_without: float = 0.75


@dataclass(frozen=True, slots=True)
class Sure:
    """Decide that one candidate is meant."""

    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Torn:
    """Decide to ask back with two or three candidates."""

    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """Decide that nothing known is meant."""


Verdict = Sure | Torn | Lost

COSTS = Costs()

MOST_CHOICES = 3
LEAST_CHOICE = 0.10
"""A candidate less likely than this is never offered: a long shot makes a choice look silly."""


def decide(candidates: Sequence[Candidate], costs: Costs = COSTS) -> Verdict:
    """Return the verdict with the least expected cost; `candidates` come best first.

    The chance that none of the candidates is right counts as a question outside the knowledge.
    """
    if not candidates:
        return Lost()
    offered = tuple(each for each in candidates[:MOST_CHOICES] if each.score >= LEAST_CHOICE)
    expected: list[tuple[float, Verdict]] = [
        (costs.wrong_answer * (1 - candidates[0].score), Sure(candidates[0])),
        (costs.needless_refusal * _any_of(candidates), Lost()),
    ]
    if len(offered) > 1:
        among = _any_of(offered)
        cost = costs.choice_with_right * among + costs.choice_without * (1 - among)
        expected.append((cost, Torn(offered)))
    return min(expected, key=lambda each: each[0])[1]


def _any_of(candidates: Sequence[Candidate]) -> float:
    return min(1.0, sum(each.score for each in candidates))
