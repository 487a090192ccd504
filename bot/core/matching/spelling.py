"""Core, matching: unknown words are repaired towards known ones, never away from them."""

from collections.abc import Iterator, Mapping

from rapidfuzz.distance import OSA

SHORTEST = 4
"""Shorter words have too many neighbours to guess at."""

LONG = 9
"""From this length on a word may hold two mistakes."""


class Speller:
    """Find the known word a typed one was meant to be.

    Words that turn equal when each loses at most one letter are compared by their optimal string
    alignment distance (the symmetric delete idea of SymSpell): no scan of the vocabulary.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._near: dict[str, list[str]] = {}
        for word in counts:
            if len(word) >= SHORTEST - 1 and not word.isdigit():
                for rest in _shortened(word):
                    self._near.setdefault(rest, []).append(word)

    def repair(self, word: str) -> str | None:
        """Return the likeliest known word; None for a known word, or if nothing is near."""
        if word in self._counts or len(word) < SHORTEST or word.isdigit():
            return None
        reach = 2 if len(word) >= LONG else 1
        near = {known for rest in _shortened(word) for known in self._near.get(rest, ())}
        distances = ((OSA.distance(word, known, score_cutoff=reach), known) for known in near)
        ranked = [
            (distance, known[0] != word[0], -self._counts[known], known)
            for distance, known in distances
            if distance <= reach
        ]
        return min(ranked)[3] if ranked else None


def _shortened(word: str) -> Iterator[str]:
    yield word
    for at in range(len(word)):
        if not at or word[at] != word[at - 1]:
            yield word[:at] + word[at + 1 :]
