"""Core: candidates become a verdict – sure, torn or lost – by named costs; every tuned number."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.nouns import Candidate, Lost, Sure, Torn, Verdict


@dataclass(frozen=True, slots=True)
class Costs:
    """Name what each mistake costs a person, in units of a wrong answer."""

    wrong_answer: float = 1.0
    needless_refusal: float = 0.4
    choice_with_right: float = 0.15
    choice_without: float = 0.55


DEFAULT = Costs()
CHOICES = 3
LEAST_CHOICE = 0.08
"""A candidate less likely than this is never offered."""


def decide(candidates: Sequence[Candidate], costs: Costs = DEFAULT) -> Verdict:
    """Return the verdict with the least expected cost."""
    if not candidates:
        return Lost()
    best = candidates[0]
    offered = tuple(c for c in candidates[:CHOICES] if c.score >= LEAST_CHOICE)
    reach = min(1.0, sum(c.score for c in offered))
    expected = {
        "sure": (1 - best.score) * costs.wrong_answer,
        "lost": sum(c.score for c in candidates) * costs.needless_refusal,
        "torn": reach * costs.choice_with_right + (1 - reach) * costs.choice_without,
    }
    if len(offered) < 2:
        del expected["torn"]
    choice = min(expected, key=lambda name: expected[name])
    return Sure(best) if choice == "sure" else Torn(offered) if choice == "torn" else Lost()
