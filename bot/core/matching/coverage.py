"""Core, matching: how much of what was asked an entry explains, word by word."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.matching.features import Flags, Floats, Numbers


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold the words of a question: features of the known ones, how many are unknown."""

    words: Numbers
    unknown: int

    @property
    def count(self) -> int:
        """Return how many different words there are."""
        return len(self.words) + self.unknown

    def covered(self, weights: Floats, heaviest: float, known: Flags, held: Flags) -> float:
        """Return which share (0 to 1) of the words' weight the entry that `held` tells of holds.

        The flags tell for each of `words` whether any entry, and whether that entry holds it. A
        word that none holds weighs as much as the rarest one and more: it may be the subject.
        """
        weight = np.where(known, weights[self.words] ** 2, heaviest**2)
        whole = float(weight.sum()) + self.unknown * heaviest**2
        return float(weight[held].sum()) / whole if whole else 0.0


def asked(blocks: Sequence[tuple[set[int], int]]) -> Asked:
    """Return the words of a text whose features were read; words are the first block."""
    words, unknown = blocks[0]
    return Asked(np.fromiter(words, np.int32, len(words)), unknown)
