"""Core, matching: the model is asked its own phrasings as if it had never seen them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.matching.calibration import PRIOR, STRANGE, Calibration, Doubles, evidence, fit
from bot.core.matching.coverage import asked
from bot.core.matching.features import Floats, Numbers
from bot.core.matching.index import Index
from bot.core.matching.learning import Lesson
from bot.core.matching.lessons import Lessons

MOST_PROBED = 300
"""Phrasings to rehearse alone, and again so many with their entries: enough for four numbers."""

ASKED = ("question", "title", "aspect")
"""Roles that look like what people type; a name left out says nothing about names put in."""

BEST = 5


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Hold one phrasing asked as if unseen: what spoke for the best entry, and whether it is right.

    `among` tells whether the right one is among the best few; `strange` whether the phrasing was
    left out with its whole entry, so that the right one is not there; `outside` whether it asks
    for what is not answered.
    """

    evidence: Doubles
    right: bool
    among: bool
    strange: bool = False
    outside: bool = False


def probes(lessons: Lessons, start: int, end: int, blocks: int) -> Numbers:
    """Return rows to rehearse: every n-th from row `start` to `end`, and all of every n-th entry."""
    owners = lessons.owners[start:end]
    step = max(1, -(-len(owners) * blocks // MOST_PROBED))
    entries = np.unique(owners)
    whole = np.isin(owners, entries[:: min(step, len(entries))])
    whole[::step] = True
    return np.flatnonzero(whole).astype(np.int32)


def rehearse(
    lessons: Lessons,
    learned: Sequence[Lesson],
    index: Index,
    score: Callable[[int], Floats],
    heaviest: float,
) -> Calibration:
    """Calibrate on phrasings left out alone (right or wrong) and with their entry (wrong)."""
    seen = [
        each
        for lesson in learned
        for each in _Stage(lessons, lesson, index, heaviest).rehearsals(score)
    ]
    if not seen:
        return Calibration(PRIOR, 0.5)
    weight = _weights(seen)
    right = np.array([each.right for each in seen])
    weights = fit(np.array([each.evidence for each in seen]), right, weight)
    among = sum(each.among for each in seen if not each.right)
    return Calibration(weights, (among + 1) / (float(weight[~right].sum()) + 3))


def _weights(seen: Sequence[Rehearsal]) -> Doubles:
    """Return how much each rehearsal counts, so that what is not there has its share."""
    groups = [each.strange + 2 * each.outside for each in seen]
    inside, strange, outside = (max(1, groups.count(group)) for group in range(3))
    share = STRANGE * inside / (2 if 2 in groups else 1)
    return np.array([1.0, share / strange, share / outside])[groups]


class _Stage:
    """Rehearse the probed phrasings of one block."""

    def __init__(self, lessons: Lessons, lesson: Lesson, index: Index, heaviest: float) -> None:
        self._lessons, self._lesson, self._index = lessons, lesson, index
        self._heaviest = heaviest

    def rehearsals(self, score: Callable[[int], Floats]) -> Iterator[Rehearsal]:
        lesson, lessons = self._lesson, self._lessons
        owners = lessons.owners[lesson.start + lesson.probed]
        own = slice(lesson.first, lesson.first + lesson.alpha.shape[1])
        for owner in np.unique(owners).tolist():
            at = np.flatnonzero(owners == owner).astype(np.int32)
            is_whole = len(at) == (lessons.owners == owner).sum()
            is_apart = is_whole and not lessons.outside[owner]
            apart = lesson.missed(at) if is_apart else [None] * len(at)
            for place, missed in zip(at, apart, strict=True):
                row = lesson.start + int(lesson.probed[place])
                if lessons.rows[row].phrasing.role not in ASKED:
                    continue
                scores = score(row)
                scores[own] = -lesson.missed(np.array([place], np.int32))[0]
                scores[owner] += 1
                yield self._alone(row, owner, scores)
                if missed is not None:
                    scores = scores.copy()
                    scores[own] = -missed
                    scores[owner] = -1
                    yield self._without_entry(row, owner, scores)

    def _alone(self, row: int, owner: int, scores: Floats) -> Rehearsal:
        best = self._best(scores)
        found = self._evidence(row, scores, best, row, row + 1)
        is_outside = bool(self._lessons.outside[owner])
        is_right, is_among = bool(best[0] == owner), bool((best == owner).any())
        return Rehearsal(found, is_right, is_among, outside=is_outside)

    def _without_entry(self, row: int, owner: int, scores: Floats) -> Rehearsal:
        best = self._best(scores)
        start, end = np.searchsorted(self._lessons.owners, (owner, owner + 1)).tolist()
        found = self._evidence(row, scores, best, start, end)
        return Rehearsal(found, right=False, among=False, strange=True)

    def _best(self, scores: Floats) -> Numbers:
        inside = np.where(self._lessons.outside, -np.inf, scores)
        return np.argsort(-inside, kind="stable")[:BEST].astype(np.int32)

    def _evidence(self, row: int, scores: Floats, best: Numbers, start: int, end: int) -> Doubles:
        """Return the evidence as if the rows from `start` to `end` were not there."""
        lessons, holds = self._lessons, self._index.holds
        words = asked(lessons.features.of(lessons.rows[row].words))
        first, last = np.searchsorted(lessons.owners, (best[0], best[0] + 1)).tolist()
        left = [(first, min(last, start)), (max(first, end), last)]
        known, held = [], []
        for word in words.words.tolist():
            known.append(lessons.spread[word] > holds(word, start, end))
            held.append(any(holds(word, *part) for part in left if part[0] < part[1]))
        flags = np.array(known, bool), np.array(held, bool)
        covered = words.covered(lessons.weights, self._heaviest, *flags)
        outside = float(scores[lessons.outside].max(initial=0.0))
        return evidence(scores[best], covered, words.count, outside)
