"""Core, matching: the model is asked its own phrasings as if it had never seen them."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from bot.core.matching.calibration import PRIOR, STRANGE, Calibration, Doubles, evidence, fit
from bot.core.matching.features import Floats, Numbers
from bot.core.matching.learning import Lesson
from bot.core.matching.lessons import Lessons

MOST_PROBED = 900
"""Phrasings to rehearse: enough for four numbers."""

ASKED = ("question", "title", "aspect")
"""Roles that look like what people type; a name left out says nothing about names put in."""

BEST = 5

Flags = np.ndarray[Any, np.dtype[np.bool_]]


def probes(lessons: Lessons, start: int, end: int, blocks: int) -> Numbers:
    """Return rows to rehearse: every phrasing of every n-th entry from row `start` to `end`."""
    entries = np.unique(lessons.owners[start:end])
    step = max(1, -(-(end - start) * blocks // MOST_PROBED))
    chosen = entries[:: min(step, len(entries))]
    return np.flatnonzero(np.isin(lessons.owners[start:end], chosen)).astype(np.int32)


def rehearse(
    lessons: Lessons, learned: Sequence[Lesson], score: Callable[[int], Floats]
) -> Calibration:
    """Calibrate on phrasings left out alone (right or wrong) and with their entry (wrong)."""
    seen: list[tuple[Doubles, bool, float]] = []
    chances: list[bool] = []
    entries_of = _ranges(lessons)
    for lesson in learned:
        owners = lessons.owners[lesson.start + lesson.probed]
        for owner in np.unique(owners):
            at = np.flatnonzero(owners == owner).astype(np.int32)
            apart = lesson.missed(at)
            for place, missed in zip(at, apart, strict=True):
                row = lesson.start + int(lesson.probed[place])
                if lessons.rows[row].phrasing.role not in ASKED:
                    continue
                scores = score(row)
                own = slice(lesson.first, lesson.first + lesson.alpha.shape[1])
                alone = scores.copy()
                alone[own] = -lesson.missed(np.array([place], np.int32))[0]
                alone[owner] += 1
                best = np.argsort(-alone, kind="stable")[:BEST]
                known = _known(lessons, row, lessons.spread > 1)
                seen.append((evidence(alone[best], known), bool(best[0] == owner), 1.0))
                if best[0] != owner:
                    chances.append(bool((best == owner).any()))
                scores[own] = -missed
                scores[owner] = -1
                best = np.argsort(-scores, kind="stable")[:BEST]
                known = _known(lessons, row, entries_of > 1)
                seen.append((evidence(scores[best], known), False, STRANGE))
    mistakes = len(chances) + STRANGE * sum(not right for _, right, weight in seen if weight < 1)
    weights = fit(*(np.array(each) for each in zip(*seen, strict=True))) if seen else PRIOR
    return Calibration(weights, (sum(chances) + 1) / (mistakes + 3))


def _known(lessons: Lessons, row: int, elsewhere: Flags) -> float:
    """Return the share of a phrasing's weight that would be known without it."""
    numbers, values = lessons.vectors[row]
    return float((values**2)[elsewhere[numbers]].sum())


def _ranges(lessons: Lessons) -> Numbers:
    """Return for each feature whether one entry holds it (1) or several (2)."""
    count = len(lessons.features)
    first = np.full(count, len(lessons.entries), np.int32)
    last = np.full(count, -1, np.int32)
    for (numbers, _), owner in zip(lessons.vectors, lessons.owners, strict=True):
        first[numbers] = np.minimum(first[numbers], owner)
        last[numbers] = np.maximum(last[numbers], owner)
    return np.where(last > first, 2, 1).astype(np.int32)
