"""Core, matching: what was learned, as arrays that can be kept; and scoring with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.core.matching.calibration import PRIOR, Calibration, evidence
from bot.core.matching.coverage import Asked, asked
from bot.core.matching.features import Features, Flags, Floats, Numbers, vector
from bot.core.matching.index import Index
from bot.core.matching.learning import Lesson, kernel, learn_block
from bot.core.matching.lessons import Lessons
from bot.core.matching.rehearsal import probes, rehearse

MOST_BLOCKS = 6
"""How many blocks, the nearest first, are asked; bounds the time."""

MOST_WEIGHED = 48
"""How many entries of a block, by their nearest phrasing, are weighed against all its phrasings."""

TOO_FAR = -1.0
"""The raw score of an entry that was not weighed."""

BLOCKS_REHEARSED = 3

UNKNOWN = 1.4
"""The weight of an unknown feature, against the rarest known one."""

State = Mapping[str, np.ndarray[Any, Any]]


@dataclass(frozen=True, slots=True)
class Model:
    """Score every entry for a text: nearest phrasings times what each was taught to say."""

    features: Features
    weights: Floats
    index: Index
    firsts: Numbers
    """The first row of each entry, and the end of the last one."""
    taught: Floats
    """A column for each phrasing, a row for each entry of its block."""
    blocks: Numbers
    """For each block: first row, end row, first entry, end entry."""
    outside: Flags
    """Which entries stand for what is not answered."""
    calibration: Calibration

    @classmethod
    def learn(cls, lessons: Lessons) -> "Model":
        """Solve block by block, then calibrate."""
        index = Index.build(lessons.vectors, len(lessons.features))
        learned = [_learn(lessons, number) for number in range(len(lessons.blocks))]
        widest = max((lesson.alpha.shape[1] for lesson in learned), default=0)
        taught = np.zeros((widest, len(lessons.rows)), np.float32)
        blocks = []
        for lesson in learned:
            rows, width = lesson.alpha.shape
            taught[:width, lesson.start : lesson.start + rows] = lesson.alpha.T
            end = lesson.start + rows
            blocks.append((lesson.start, end, lesson.first, lesson.first + width))
        bounds = np.array(blocks, np.int32).reshape(-1, 4)
        weights = lessons.weights
        ends = np.arange(len(lessons.entries) + 1)
        firsts = np.searchsorted(lessons.owners, ends).astype(np.int32)
        plain = Calibration(PRIOR, 0.5)
        draft = cls(
            lessons.features, weights, index, firsts, taught, bounds, lessons.outside, plain
        )
        calibration = rehearse(
            lessons,
            learned,
            index,
            draft.from_other_blocks(lessons),
            draft.heaviest,
        )
        return cls(
            lessons.features, weights, index, firsts, taught, bounds, lessons.outside, calibration
        )

    @property
    def heaviest(self) -> float:
        """Return the weight of an unknown feature."""
        return UNKNOWN * float(self.weights.max()) if len(self.weights) else 1.0

    def read(self, words: Sequence[str]) -> tuple[Floats, Asked]:
        """Return the similarity with every phrasing, and the words to explain."""
        blocks = self.features.of(words)
        numbers, values = vector(blocks, self.weights, self.heaviest)
        return self.index.similarities(numbers, values), asked(blocks)

    def by_words(self, words: Sequence[str]) -> Floats:
        """Return a rough similarity with every phrasing, by the known words alone."""
        known = dict.fromkeys(self.features.number_of(word) for word in words)
        numbers = np.array([each for each in known if each is not None], np.int32)
        values = self.weights[numbers]
        return self.index.similarities(numbers, values / max(1e-6, float(np.linalg.norm(values))))

    def nearest_with(self, word: str, similarities: Floats) -> float:
        """Return the highest similarity of any phrasing that has a word; 0 where none has it."""
        number = self.features.number_of(word)
        return 0.0 if number is None else self.index.most(number, similarities)

    def best(self, scores: Floats, count: int) -> Numbers:
        """Return the entries with the highest scores, best first, those outside set apart."""
        return _highest(np.where(self.outside, TOO_FAR - 1, scores), count)

    def probabilities(self, scores: Floats, best: Numbers, words: Asked) -> Floats:
        """Return the probabilities of the entries `best`, which come best first."""
        start, end = self.rows_of(int(best[0]))
        held = [self.index.holds(word, start, end) > 0 for word in words.words.tolist()]
        known = np.ones(len(held), bool)
        covered = words.covered(self.weights, self.heaviest, known, np.array(held, bool))
        outside = float(scores[self.outside].max(initial=0.0))
        found = evidence(scores[best], covered, words.count, outside)
        return self.calibration.probabilities(scores[best], found)

    def scores(self, similarities: Floats) -> Floats:
        """Return the raw score of every entry: about 1 for a phrasing's own words."""
        result = np.full(self.entries, TOO_FAR, np.float32)
        for start, end, first, last in self._near_blocks(similarities).tolist():
            strength = kernel(similarities[start:end])
            near = self._near_entries(similarities[start:end], first, last - first)
            result[first + near] = self.taught[near, start:end] @ strength
        return result

    def score(self, similarities: Floats, entry: int) -> float:
        """Return the raw score of one entry, however far it is."""
        block = int(np.searchsorted(self.blocks[:, 3], entry, side="right"))
        start, end, first, _ = self.blocks[block].tolist()
        return float(kernel(similarities[start:end]) @ self.taught[entry - first, start:end])

    @property
    def entries(self) -> int:
        """Return how many entries there are."""
        return int(self.blocks[-1, 3]) if len(self.blocks) else 0

    def _near_entries(self, similarities: Floats, first: int, count: int) -> Numbers:
        """Return the places in their block of the entries with the nearest phrasings.

        Every entry of a block has phrasings, and they stand one after the other.
        """
        if count <= MOST_WEIGHED:
            return np.arange(count, dtype=np.int32)
        firsts = self.firsts[first : first + count] - self.firsts[first]
        nearest = np.maximum.reduceat(similarities, firsts)
        return np.argpartition(-nearest, MOST_WEIGHED)[:MOST_WEIGHED].astype(np.int32)

    def _near_blocks(self, similarities: Floats) -> Numbers:
        """Return the blocks that hold the nearest phrasings; the entries of others score nothing.

        Within a block no phrasing is left out: the many far ones tell as much as the few near.
        """
        if len(self.blocks) <= MOST_BLOCKS:
            return self.blocks
        nearest = np.maximum.reduceat(similarities, self.blocks[:, 0])
        return self.blocks[np.argpartition(-nearest, MOST_BLOCKS)[:MOST_BLOCKS]]

    def from_other_blocks(self, lessons: Lessons) -> Callable[[int], Floats]:
        """Return how to score a phrasing by what blocks other than its own were taught."""
        if len(self.blocks) == 1:
            return lambda _: np.zeros(len(lessons.entries), np.float32)
        return lambda row: self.scores(self.index.similarities(*lessons.vectors[row]))

    def rows_of(self, entry: int) -> tuple[int, int]:
        """Return the first row of an entry and the first after it."""
        return int(self.firsts[entry]), int(self.firsts[entry + 1])

    def state(self) -> dict[str, Any]:
        """Return the arrays to keep."""
        return {
            **self.index.state(),
            "weights": self.weights,
            "firsts": self.firsts,
            "taught": self.taught,
            "blocks": self.blocks,
            "outside": self.outside,
            "calibration": np.append(self.calibration.weights, self.calibration.runner_up),
        }

    @classmethod
    def from_state(cls, state: State, names: Sequence[str]) -> "Model":
        """Return the model kept as arrays."""
        kept = state["calibration"]
        return cls(
            Features(names),
            state["weights"],
            Index.from_state(state),
            state["firsts"],
            state["taught"],
            state["blocks"],
            state["outside"],
            Calibration(kept[:-1], float(kept[-1])),
        )


def _learn(lessons: Lessons, number: int) -> Lesson:
    first, last = lessons.blocks[number]
    start, end = np.searchsorted(lessons.owners, (first, last)).tolist()
    rehearsed = min(len(lessons.blocks), BLOCKS_REHEARSED)
    probed = np.zeros(0, np.int32)
    if number < rehearsed:
        probed = probes(lessons, start, end, rehearsed)
    alpha, inverse = learn_block(
        lessons.vectors[start:end],
        lessons.owners[start:end] - first,
        lessons.trust[start:end],
        probed,
    )
    return Lesson(start, first, alpha, probed, inverse)


def _highest(scores: Floats, count: int) -> Numbers:
    if len(scores) <= 8 * count:
        return np.argsort(-scores, kind="stable")[:count].astype(np.int32)
    near = np.argpartition(-scores, count)[: count + 1]
    return near[np.lexsort((near, -scores[near]))][:count].astype(np.int32)
