"""Core, matching: raw scores become probabilities, from the model's own phrasings alone."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.core.matching.features import Flags, Floats

Doubles = np.ndarray[Any, np.dtype[np.float64]]

PRIOR = np.array([-3.8, 6.0, 2.5, 1.3, 0.5, -12.0])
"""What is believed before any evidence, of: 1, best score, its lead, covered share, length, and
the score of what the knowledge names as outside.

Length is the logarithm of the number of words: the longer a question, the lower it scores though
it is right, while what is outside scores low at any length. What is outside counts twice against an entry what the
entry's own score counts for it: its phrasings are few for all there is to ask.
"""

STRENGTH = np.array([5.0, 30.0, 30.0, 30.0, 100.0, 30.0])
"""How firmly it is believed. The slopes come out alike on every set of phrasings, and stay put:
a few phrasings shall not turn them over. The level is each set's own, once it is large."""

STRANGE = 0.15
"""How many questions are expected about what is not there, for each one about what is; where the
knowledge names some of it as outside, half of them are such."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turn scores into the probability that the best entry is right; share out the rest."""

    weights: Doubles
    runner_up: float

    def probabilities(self, scores: Floats, found: Doubles) -> Floats:
        """Return probabilities for scores in falling order; `found` is the `evidence`."""
        chance = float(np.clip(found @ self.weights, -30, 30))
        best = 1 / (1 + np.exp(-chance))
        rest = np.exp(12 * (scores[1:] - scores[0]))
        outside = np.exp(12 * (found[-1] - scores[0])) if found[-1] else 0.0
        shared = (1 - best) * self.runner_up * rest / (rest.sum() + outside + 0.2)
        return np.concatenate([[best], np.minimum(shared, best)])


def evidence(scores: Floats, covered: float, words: int, outside: float) -> Doubles:
    """Return what the probability rests on, for scores in falling order.

    `covered` is the share of the words' weight that the best entry's own phrasings hold, `words`
    how many different words there are, `outside` the best score of what is named as outside.
    """
    second = max(0.0, float(scores[1])) if len(scores) > 1 else 0.0
    lead, length = float(scores[0]) - second, np.log(max(1, words))
    return np.array([1.0, scores[0], lead, covered, length, max(0.0, outside)])


def fit(rows: Doubles, right: Flags, weights: Doubles) -> Doubles:
    """Return the logistic regression's weights, drawn towards the prior (Newton's method)."""
    found = PRIOR.copy()
    for _ in range(25 if len(rows) else 0):
        chance = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (weights * (right - chance)) - STRENGTH * (found - PRIOR)
        curve = (rows * (weights * chance * (1 - chance))[:, None]).T @ rows + np.diag(STRENGTH)
        found = found + np.linalg.solve(curve, slope)
    return found
