"""Core: words near an unknown one that is not misspelt – of the same root, or part of a compound."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from bot.core.talk_words import root_of

KIN = 0.93
"""How alike a verb and its noun are: "eröffnet" and "Eröffnung", "awarded" and "award"."""

SHORTEST_TAIL = 6
TAIL_ONLY = 0.85
SHORTEST_HEAD = 8
HEAD_ONLY = 0.75
MOST_TAILS = 5
"""A word of six letters or more also stands for up to five that begin or end with it."""


class Vocabulary:
    """Know all words of the talks by their roots, beginnings and ends."""

    def __init__(self, words: Iterable[str]) -> None:
        self._sorted = sorted(words)
        self._known = frozenset(self._sorted)
        self._kin: dict[str, list[str]] = defaultdict(list)
        self._tails: dict[str, list[str]] = defaultdict(list)
        for word in self._sorted:
            if root := root_of(word):
                self._kin[root].append(word)
            for start in range(3, len(word) - SHORTEST_TAIL + 1):
                self._tails[word[start:]].append(word)

    def nearest(self, word: str) -> list[tuple[str, float]]:
        """Return known words that an unknown one may stand for, and how alike they are."""
        if kin := self.kin(word):
            return [(other, KIN) for other in kin]
        if len(word) < SHORTEST_TAIL:
            return []
        longer = self._beginning(word) or self._tails.get(word, [])[:MOST_TAILS]
        return [(other, TAIL_ONLY) for other in longer] or self._head(word)

    def kin(self, word: str) -> list[str]:
        """Return the known words of the same root: "eröffnet" finds "Eröffnung"."""
        root = root_of(word)
        return self._kin.get(root, []) if root else []

    def _beginning(self, word: str) -> list[str]:
        """Return known words that begin so: "Postgres" stands for "PostgreSQL"."""
        at = bisect_left(self._sorted, word)
        near = self._sorted[at : at + MOST_TAILS]
        return [other for other in near if other.startswith(word)]

    def _head(self, word: str) -> list[tuple[str, float]]:
        """Return the known word a compound ends with: "Klimaneutralität" is a "Neutralität"."""
        ends = (word[start:] for start in range(3, len(word) - SHORTEST_HEAD + 1))
        return [(end, HEAD_ONLY) for end in ends if end in self._known][:1]
