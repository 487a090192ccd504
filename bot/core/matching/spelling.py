"""Core, matching: unknown words are repaired towards known ones, never away from them."""

from collections.abc import Iterator, Mapping
from math import log

from rapidfuzz.distance import OSA

SHORTEST = 4
"""Shorter words have too many neighbours to guess at, unless one of them is said all the time."""

SHORTEST_COMMON = 2
COMMON = 0.0005
"""The share of all words that a short word must have for a shorter or mistyped one to be it."""

LONG = 9
"""From this length on a word may hold two mistakes."""

STRANGE_START = 0.3
STRANGE_LETTER = 0.3
"""What a wrong first letter, and a letter put for another that is not beside it on the keyboard,
cost more than other mistakes (one each)."""

FAMILIAR = 0.06
"""How much less a word costs for each time (as a logarithm) it stands in the phrasings."""

_ROWS = ("qwertzuiopu", "asdfghjkloa", "yxcvbnm")
_BESIDE = frozenset(
    (one, other)
    for at, row in enumerate(_ROWS)
    for place, one in enumerate(row)
    for near in _ROWS[max(0, at - 1) : at + 2]
    for other in near[max(0, place - 1) : place + 2]
)


class Speller:
    """Find the known word a typed one was meant to be.

    Words that turn equal when each loses at most one letter are compared by their optimal string
    alignment distance (the symmetric delete idea of SymSpell): no scan of the vocabulary.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._common = max(3.0, COMMON * sum(counts.values()))
        self._near: dict[str, list[str]] = {}
        for word in counts:
            if len(word) >= SHORTEST - 1 and not word.isdigit():
                for rest in _shortened(word):
                    self._near.setdefault(rest, []).append(word)

    def repair(self, word: str) -> str | None:
        """Return the likeliest known word; None for a known word, or if nothing is near."""
        if word in self._counts or len(word) < SHORTEST_COMMON or not word.isalpha():
            return None
        reach = 2 if len(word) >= LONG else 1
        least = 0.0 if len(word) >= SHORTEST else self._common
        near = {known for rest in _shortened(word) for known in self._near.get(rest, ())}
        ranked = [
            (self._cost(word, known, distance), known)
            for known in near
            if (distance := OSA.distance(word, known, score_cutoff=reach)) <= reach
            and self._counts[known] >= least
        ]
        return min(ranked)[1] if ranked else None

    def _cost(self, word: str, known: str, distance: int) -> float:
        cost = distance - FAMILIAR * log(1 + self._counts[known])
        if word[0] != known[0]:
            cost += STRANGE_START
        if len(word) == len(known):
            changed = [pair for pair in zip(word, known, strict=True) if pair[0] != pair[1]]
            cost += STRANGE_LETTER * (len(changed) == 1 and changed[0] not in _BESIDE)
        return cost


def _shortened(word: str) -> Iterator[str]:
    yield word
    for at in range(len(word)):
        if not at or word[at] != word[at - 1]:
            yield word[:at] + word[at + 1 :]
