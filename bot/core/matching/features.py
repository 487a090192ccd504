"""Core, matching: words become weighted features in four blocks that share one numbering."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from bot.core.reading import pieces, skeleton, stem

Floats = np.ndarray[Any, np.dtype[np.float32]]
Numbers = np.ndarray[Any, np.dtype[np.int32]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]

SHARES = (0.25, 0.15, 0.40, 0.20)
"""How much words, pairs, pieces and sounds count in the similarity of two texts; together 1."""

MOST_WORDS_KEPT = 5_000

Block = tuple[set[int], int]
"""The known features of a text and how many are unknown."""


def word_names(word: str) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
    """Return the names of a word's features: word, pieces and sounds; the first letter tells."""
    return (
        [f"1{stem(word)}"],
        [f"3{piece}" for piece in pieces(word)],
        [f"4{piece}" for piece in pieces(skeleton(word), 2, 3)],
    )


def pair_names(words: Sequence[str]) -> Sequence[str]:
    """Return the names of the features that stand for neighbouring words, edges included."""
    stems = ["<", *(stem(word) for word in words), ">"]
    return list(dict.fromkeys(f"2{first} {second}" for first, second in pairwise(stems)))


class Features:
    """Know the numbers of all features that any phrasing has."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._ids = {name: number for number, name in enumerate(names)}
        self._of_word: dict[str, tuple[tuple[list[int], int], ...]] = {}

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def names(self) -> list[str]:
        """Return the names by number."""
        return list(self._ids)

    def number_of(self, word: str) -> int | None:
        """Return the number of the feature that stands for a word itself."""
        return self._ids.get(f"1{stem(word)}")

    def of(self, words: Sequence[str]) -> tuple[Block, ...]:
        """Return for each block the known features' numbers and how many are unknown."""
        read = [self._word(word) for word in dict.fromkeys(words)]
        blocks = [
            (set[int]().union(*(each[at][0] for each in read)), sum(each[at][1] for each in read))
            for at in range(3)
        ]
        known, unknown = self._numbers(pair_names(words) if words else ())
        return blocks[0], (set(known), unknown), blocks[1], blocks[2]

    def _word(self, word: str) -> tuple[tuple[list[int], int], ...]:
        found = self._of_word.get(word)
        if found is None:
            found = tuple(self._numbers(dict.fromkeys(names)) for names in word_names(word))
            if len(self._of_word) >= MOST_WORDS_KEPT:
                self._of_word.clear()
            self._of_word[word] = found
        return found

    def _numbers(self, names: Iterable[str]) -> tuple[list[int], int]:
        found = [self._ids.get(name) for name in names]
        known = [number for number in found if number is not None]
        return known, len(found) - len(known)


def vector(blocks: Sequence[Block], weights: Floats, heaviest: float) -> tuple[Numbers, Floats]:
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
