"""Core, matching: compounds are met from either side, written as one word or as two.

Two words that the phrasings have more often as one are read as one ("wetter station"), in phrasings
and questions alike. In a question, a word nobody wrote is taken apart into words that somebody did
("gratiswlan"); it stays beside them as a strange one, for a whole is more than its parts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

SHORTEST_PART = 3
SHORTEST_WHOLE = 7
LINKS = ("", "s", "n", "en", "es")
"""What German puts between the parts of a compound."""

MOST_PARTS = 3


class Compounds:
    """Take words apart and put them together, by how often `counts` says each was said."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts

    def parts(self, word: str, most: int = MOST_PARTS) -> tuple[str, ...]:
        """Return the known words that a word is made of, as few as can be; none if it is not."""
        found = [(word[:at], word[at:]) for at in range(SHORTEST_PART, len(word) - 2)]
        whole = [
            (first, rest)
            for first, tail in found
            if self._is_part(first)
            for rest in _without_link(tail)
            if self._is_part(rest)
        ]
        if whole:
            return max(whole, key=lambda pair: min(self._counts[part] for part in pair))
        if most <= 2:
            return ()
        longer = (
            (first, *others)
            for first, tail in found
            if self._is_part(first)
            for rest in _without_link(tail)
            if (others := self.parts(rest, most - 1))
        )
        return max(longer, key=lambda parts: min(self._counts[part] for part in parts), default=())

    def joined(self, words: Sequence[str]) -> list[str]:
        """Return the words, neighbours put together that only make a known word so."""
        result: list[str] = []
        for word in words:
            whole = result[-1] + word if result else ""
            is_strange = bool(result) and not {result[-1], word} <= self._counts.keys()
            if is_strange and len(whole) >= SHORTEST_WHOLE and whole in self._counts:
                result[-1] = whole
            else:
                result.append(word)
        return result

    def spellings(self, texts: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
        """Yield each two words of which the texts more often make one, with that one."""
        pairs = Counter(pair for words in texts for pair in pairwise(words))
        for word, count in self._counts.items():
            if len(word) < SHORTEST_WHOLE or not word.isalpha():
                continue
            for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
                first, second = word[:at], word[at:]
                are_words = first in self._counts and second in self._counts
                if are_words and pairs[first, second] < count:
                    yield f"{first} {second}", word

    def _is_part(self, word: str) -> bool:
        return len(word) >= SHORTEST_PART and self._counts.get(word, 0) > 0


def _without_link(tail: str) -> Iterator[str]:
    return (tail[len(link) :] for link in LINKS if tail.startswith(link))
