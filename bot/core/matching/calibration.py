"""Core, matching: raw scores become probabilities, from the model's own phrasings alone."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.core.matching.features import Floats

Doubles = np.ndarray[Any, np.dtype[np.float64]]

PRIOR = np.array([-5.0, 9.0, 3.0, 1.0])
"""What is believed before any evidence, of: 1, best score, its lead, known share."""

STRENGTH = np.array([0.5, 0.2, 0.2, 0.5])
"""How firmly it is believed; a few phrasings shall not turn it over."""

STRANGE = 0.2
"""The weight of a question about an entry that is not there, against one that is."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turn scores into the probability that the best entry is right; share out the rest."""

    weights: Doubles
    runner_up: float

    def probabilities(self, scores: Floats, known: float) -> Floats:
        """Return probabilities for scores in falling order."""
        chance = float(np.clip(evidence(scores, known) @ self.weights, -30, 30))
        best = 1 / (1 + np.exp(-chance))
        rest = np.exp(12 * (scores[1:] - scores[0]))
        shared = (1 - best) * self.runner_up * rest / (rest.sum() + 0.2)
        return np.concatenate([[best], np.minimum(shared, best)])


def evidence(scores: Floats, known: float) -> Doubles:
    """Return what the probability rests on, for scores in falling order."""
    second = max(0.0, float(scores[1])) if len(scores) > 1 else 0.0
    return np.array([1.0, scores[0], scores[0] - second, known])


def fit(rows: Doubles, right: Doubles, weights: Doubles) -> Doubles:
    """Return the logistic regression's weights, drawn towards the prior (Newton's method)."""
    found = PRIOR.copy()
    for _ in range(25 if len(rows) else 0):
        chance = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (weights * (right - chance)) - STRENGTH * (found - PRIOR)
        curve = (rows * (weights * chance * (1 - chance))[:, None]).T @ rows + np.diag(STRENGTH)
        found = found + np.linalg.solve(curve, slope)
    return found
