"""Core, matching: unknown words are repaired towards known ones, never away from them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz.distance import OSA

from bot.core.reading import stem

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

MARGIN = 0.4
"""How much more than the likeliest word another may cost to be weighed against it by context."""

MOST_MEANT = 4

_ROWS = ("qwertzuiopu", "asdfghjkloa", "yxcvbnm")
_BESIDE = frozenset(
    (one, other)
    for at, row in enumerate(_ROWS)
    for place, one in enumerate(row)
    for near in _ROWS[max(0, at - 1) : at + 2]
    for other in near[max(0, place - 1) : place + 2]
)


@dataclass(frozen=True, slots=True)
class Meant:
    """Hold a known word that a typed one may have been meant to be, and what it takes to say so."""

    word: str
    cost: float


class Speller:
    """Find the known words a typed one may have been meant to be.

    Words that turn equal when each loses at most one letter are compared by their optimal string
    alignment distance (the symmetric delete idea of SymSpell): no scan of the vocabulary.
    """

    def __init__(self, counts: Mapping[str, int], everyday: Collection[str] = ()) -> None:
        self._counts = counts
        self._everyday = everyday
        self._common = max(3.0, COMMON * sum(counts.values()))
        self._near: dict[
            str, str
        ] = {}  # words with spaces between: lists would weigh twice as much
        for word in counts:
            if len(word) >= SHORTEST - 1 and not word.isdigit():
                for rest in _shortened(word):
                    others = self._near.get(rest)
                    self._near[rest] = f"{others} {word}" if others else word

    def knows(self, word: str) -> bool:
        """Tell whether a word is one, of the knowledge or of every day."""
        return word in self._counts or word in self._everyday

    def confusable(self, words: Iterable[str]) -> list[str]:
        """Return those of the words that would be repaired, sorted; short ones always may be."""
        return sorted(word for word in words if len(word) >= SHORTEST and self.meant(word))

    def meant(self, word: str) -> Sequence[Meant]:
        """Return the likeliest known words, best first; none for a word that is one, or far off.

        Words of one stem are the same word here.
        """
        if self.knows(word) or len(word) < SHORTEST_COMMON or not word.isalpha():
            return ()
        reach = 2 if len(word) >= LONG else 1
        least = 0.0 if len(word) >= SHORTEST else self._common
        near = {known for rest in _shortened(word) for known in self._near.get(rest, "").split()}
        ranked = sorted(
            (self._cost(word, known, distance), known)
            for known in near
            if (distance := OSA.distance(word, known, score_cutoff=reach)) <= reach
            and self._counts[known] >= least
        )
        of_stem: dict[str, Meant] = {}
        for cost, known in ranked[:MOST_MEANT]:
            if cost - ranked[0][0] <= MARGIN:
                of_stem.setdefault(stem(known), Meant(known, cost))
        return tuple(of_stem.values())

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
