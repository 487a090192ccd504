"""Core, matching: words become weighted features in four blocks that share one numbering."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from bot.core.reading import pieces, skeleton, stem

Floats = np.ndarray[Any, np.dtype[np.float32]]
Numbers = np.ndarray[Any, np.dtype[np.int32]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]

BLOCKS = ("words", "pairs", "pieces", "sounds")
SHARES = (0.25, 0.15, 0.40, 0.20)
"""How much each block counts in the similarity of two texts; together 1."""

MOST_WORDS_KEPT = 5_000


class Features:
    """Number the features of texts; while it grows, new ones get the next number."""

    def __init__(self, names: Iterable[str] = (), *, grows: bool = False) -> None:
        self._ids = {name: number for number, name in enumerate(names)}
        self._grows = grows
        self._of_word: dict[str, tuple[tuple[list[int], int], ...]] = {}

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def names(self) -> list[str]:
        """Return the names by number; the first letter tells the block."""
        return list(self._ids)

    def freeze(self) -> None:
        """Stop growing: from now on new features are only counted as unknown."""
        self._grows = False
        self._of_word = {}

    def of(self, words: Sequence[str]) -> tuple[tuple[set[int], int], ...]:
        """Return for each block the known features' numbers and how many are unknown."""
        read = [self._word(word) for word in dict.fromkeys(words)]
        stems = ["<", *(stem(word) for word in words), ">"]
        pairs = [f"2{first} {second}" for first, second in pairwise(stems)] if words else []
        blocks = [
            (set[int]().union(*(each[at][0] for each in read)), sum(each[at][1] for each in read))
            for at in range(3)
        ]
        known, unknown = self._numbers(dict.fromkeys(pairs))
        return blocks[0], (set(known), unknown), blocks[1], blocks[2]

    def _word(self, word: str) -> tuple[tuple[list[int], int], ...]:
        found = self._of_word.get(word)
        if found is None:
            found = (
                self._numbers([f"1{stem(word)}"]),
                self._numbers(dict.fromkeys(f"3{piece}" for piece in pieces(word))),
                self._numbers(dict.fromkeys(f"4{piece}" for piece in pieces(skeleton(word), 2, 3))),
            )
            if len(self._of_word) >= MOST_WORDS_KEPT and not self._grows:
                self._of_word.clear()
            self._of_word[word] = found
        return found

    def _numbers(self, names: Iterable[str]) -> tuple[list[int], int]:
        if self._grows:
            return [self._ids.setdefault(name, len(self._ids)) for name in names], 0
        found = [self._ids.get(name) for name in names]
        known = [number for number in found if number is not None]
        return known, len(found) - len(known)


def vector(
    blocks: Sequence[tuple[set[int], int]], weights: Floats, heaviest: float
) -> tuple[Numbers, Floats]:
    """Return numbers and values of a text: each block of length √share.

    Unknown features count in the length at the weight of the rarest known ones, so a text that is
    mostly about something else comes out short.
    """
    numbers, values = [np.zeros(0, np.int32)], [np.zeros(0, np.float32)]
    for (ids, unknown), share in zip(blocks, SHARES, strict=True):
        number = np.fromiter(ids, np.int32, len(ids))
        weight = weights[number]
        length = float(weight @ weight) + unknown * heaviest**2
        if length:
            numbers.append(number)
            values.append(weight * np.float32((share / length) ** 0.5))
    return np.concatenate(numbers), np.concatenate(values)
