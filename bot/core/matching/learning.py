"""Core, matching: kernel ridge regression over all phrasings, in blocks of similar entries.

Ridge regression with one target per entry; the kernel is k + 2k² of the similarity, so that
words count together and not only one by one. The inverse gives what the model would have said
to a phrasing it had not seen, alone or with its whole entry (Rifkin & Lippert 2007), for free.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.matching.features import Floats, Numbers
from bot.core.matching.gram import TILE, similarities
from bot.core.matching.index import Vector
from bot.core.matching.solving import Factor

RIDGE = 0.6
SOLVED_WHOLE = 24_000
"""Up to so many phrasings, a city's knowledge, every entry is learned against every other."""

WORK = 1.8e12
"""Beyond that they are learned in blocks, as large as this allows: the time grows with all the
phrasings times the square of a block."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Hold what was learned from one block: the rows from `start`, the entries from `first`.

    `alpha` has a row for each phrasing and a column for each entry; `inverse` is that part of the
    inverse whose rows and columns belong to the rows `probed`.
    """

    start: int
    first: int
    alpha: Floats
    probed: Numbers
    inverse: Floats

    def missed(self, at: Numbers) -> Floats:
        """Return by how much the targets of these rows (places in `probed`) would be missed.

        As if none of them had been learned: target minus this is what they would have scored.
        """
        missed = np.linalg.solve(self.inverse[np.ix_(at, at)], self.alpha[self.probed[at]])
        return np.asarray(missed, np.float32)


def kernel(similarity: Floats) -> Floats:
    """Return k + 2k²."""
    return similarity * (1 + 2 * similarity)


def arrange(owners: Numbers, vectors: Sequence[Vector], entries: int) -> list[Numbers]:
    """Return groups of entries, similar ones together, each with few enough phrasings."""
    sizes = np.bincount(owners, minlength=entries).astype(np.int32)
    if sizes.sum() <= SOLVED_WHOLE:
        return [np.arange(entries, dtype=np.int32)]
    largest = int((WORK / sizes.sum()) ** 0.5)
    sketch = _sketches(owners, vectors, entries)
    groups, open_ = [], [np.arange(entries, dtype=np.int32)]
    while open_:
        group = open_.pop()
        if sizes[group].sum() <= largest or len(group) == 1:
            groups.append(group)
        else:
            open_.extend(_halves(group, sketch, sizes))
    return groups


def _sketches(owners: Numbers, vectors: Sequence[Vector], entries: int) -> Floats:
    """Return a short vector for each entry: its features thrown at random into 128 places."""
    features = max((int(numbers.max()) for numbers, _ in vectors if len(numbers)), default=0) + 1
    places = np.random.default_rng(0).integers(0, 128, features)
    signs = np.random.default_rng(1).choice(np.array([-1, 1], np.float32), features)
    sketch = np.zeros((entries, 128), np.float32)
    for owner, (numbers, values) in zip(owners, vectors, strict=True):
        sketch[owner] += np.bincount(places[numbers], values * signs[numbers], minlength=128)
    lengths = np.maximum(np.linalg.norm(sketch, axis=1, keepdims=True), 1e-6)
    return np.asarray(sketch / lengths, np.float32)


def _halves(group: Numbers, sketch: Floats, sizes: Numbers) -> list[Numbers]:
    """Split across the direction in which the entries differ most, into equal parts."""
    spread = sketch[group] - sketch[group].mean(0)
    direction = np.linalg.eigh(spread.T @ spread)[1][:, -1]
    order = group[np.argsort(spread @ direction, kind="stable")]
    half = int(np.searchsorted(np.cumsum(sizes[order]), sizes[order].sum() / 2))
    half = min(max(half, 1), len(order) - 1)
    return [order[:half], order[half:]]


def learn_block(
    vectors: Sequence[Vector], owners: Numbers, trust: Floats, probed: Numbers
) -> tuple[Floats, Floats]:
    """Solve one block; return alpha, and the inverse's rows and columns of the rows `probed`.

    `owners` count from 0 in the block, `trust` is the weight of each phrasing.
    """
    entries = int(owners.max()) + 1
    wanted = np.zeros((len(vectors), entries + len(probed)), np.float32)
    wanted[np.arange(len(vectors)), owners] = 1
    wanted[probed, entries + np.arange(len(probed))] = 1
    alpha, columns = np.split(_system(vectors, trust).solve(wanted), [entries], axis=1)
    return np.ascontiguousarray(alpha), columns[probed]


def _system(vectors: Sequence[Vector], trust: Floats) -> Factor:
    triangle = similarities(vectors)
    for number, tile in enumerate(triangle):
        tile[:] = kernel(tile)
        rows = np.arange(len(tile))
        here = number * TILE + rows
        tile[rows, here] += RIDGE / trust[here]
    return Factor(triangle)
