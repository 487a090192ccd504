"""Core, matching: raw scores become probabilities, from the model's own phrasings alone."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.core.matching.features import Flags, Floats

Doubles = np.ndarray[Any, np.dtype[np.float64]]

PRIOR = np.array([-3.8, 6.0, 2.5, 1.3, 0.5])
"""What is believed before any evidence, of: 1, best score, its lead, covered share, length.

Length is the logarithm of the number of words: the longer a question, the lower it scores though
it is right, while what is outside scores low at any length.
"""

STRENGTH = np.array([5.0, 30.0, 30.0, 30.0, 100.0])
"""How firmly it is believed. The slopes come out alike on every set of phrasings, and stay put:
a few phrasings shall not turn them over. The level is each set's own, once it is large."""

STRANGE = 0.15
"""How many questions are expected about what is not there, for each one about what is."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turn scores into the probability that the best entry is right; share out the rest."""

    weights: Doubles
    runner_up: float

    def probabilities(self, scores: Floats, covered: float, words: int) -> Floats:
        """Return probabilities for scores in falling order; see `evidence`."""
        chance = float(np.clip(evidence(scores, covered, words) @ self.weights, -30, 30))
        best = 1 / (1 + np.exp(-chance))
        rest = np.exp(12 * (scores[1:] - scores[0]))
        shared = (1 - best) * self.runner_up * rest / (rest.sum() + 0.2)
        return np.concatenate([[best], np.minimum(shared, best)])


def evidence(scores: Floats, covered: float, words: int) -> Doubles:
    """Return what the probability rests on, for scores in falling order.

    `covered` is the share of the words' weight that the best entry's own phrasings hold, `words`
    how many different words there are.
    """
    second = max(0.0, float(scores[1])) if len(scores) > 1 else 0.0
    return np.array([1.0, scores[0], scores[0] - second, covered, np.log(max(1, words))])


def fit(rows: Doubles, right: Flags, weights: Doubles) -> Doubles:
    """Return the logistic regression's weights, drawn towards the prior (Newton's method)."""
    found = PRIOR.copy()
    for _ in range(25 if len(rows) else 0):
        chance = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (weights * (right - chance)) - STRENGTH * (found - PRIOR)
        curve = (rows * (weights * chance * (1 - chance))[:, None]).T @ rows + np.diag(STRENGTH)
        found = found + np.linalg.solve(curve, slope)
    return found
