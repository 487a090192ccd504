"""Benchmarks: the figures that tell how well questions were understood."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

BINS = 10
SURE = 0.5


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold one answer: its score, whether the first and one of three is right, and the scope."""

    score: float
    right: bool
    among_three: bool
    in_scope: bool
    milliseconds: float


def measure(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Return all figures by name; those about out-of-scope are nan where nothing is outside."""
    score = np.array([each.score for each in outcomes])
    right = np.array([each.right for each in outcomes])
    three = np.array([each.among_three for each in outcomes])
    inside = np.array([each.in_scope for each in outcomes])
    time = np.array([each.milliseconds for each in outcomes])
    return {
        "acc": float(right[inside].mean()),
        "top3": float(three[inside].mean()),
        "oscr": _oscr(score, right, inside),
        "auroc": _auroc(score, inside),
        "ece": _ece(score, right),
        "refused": _share(score[~inside] < SURE),
        "kept": _share(score[inside] >= SURE),
        "median_ms": float(np.median(time)),
        "p99_ms": float(np.percentile(time, 99)),
    }


def _share(values: np.ndarray) -> float:
    return float(values.mean()) if len(values) else float("nan")


def _oscr(score: np.ndarray, right: np.ndarray, inside: np.ndarray) -> float:
    """Return the area under "answered right" over "outside answered" (Dhamija et al. 2018)."""
    outside = np.sort(score[~inside])
    if not len(outside):
        return float("nan")
    below = np.searchsorted(outside, score[inside & right], side="left")
    ties = np.searchsorted(outside, score[inside & right], side="right") - below
    return float((below + ties / 2).sum() / len(outside) / inside.sum())


def _auroc(score: np.ndarray, inside: np.ndarray) -> float:
    everything = np.ones_like(inside)
    return _oscr(score, everything, inside)


def _ece(score: np.ndarray, right: np.ndarray) -> float:
    """Return the expected calibration error (Naeini et al. 2015); nan if no probabilities."""
    if score.min() < 0 or score.max() > 1:
        return float("nan")
    place = np.minimum((score * BINS).astype(int), BINS - 1)
    error = 0.0
    for bin_ in range(BINS):
        here = place == bin_
        if here.any():
            error += here.mean() * abs(score[here].mean() - right[here].mean())
    return float(error)
