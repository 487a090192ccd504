"""Core: names of several words – titles, speakers, stages, events – found in a question."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

PhraseKind = Literal["title", "alias", "main", "speaker", "stage", "event", "thing"]


@dataclass(frozen=True, slots=True)
class Found:
    """Say that the words `start` to `end` of a question name something.

    `keys` are what is named, by kind: numbers of talks for a title, the person, stage or event.
    """

    start: int
    end: int
    meanings: tuple[tuple[PhraseKind, str], ...]

    def keys(self, kind: PhraseKind) -> tuple[str, ...]:
        """Return what of that kind the words name."""
        return tuple(key for meaning, key in self.meanings if meaning == kind)


@dataclass(slots=True)
class PhraseTable:
    """Hold word sequences by their first word, the longest first."""

    _by_first: dict[str, dict[tuple[str, ...], list[tuple[PhraseKind, str]]]] = field(
        default_factory=dict
    )

    def add(self, words: tuple[str, ...], kind: PhraseKind, key: str) -> None:
        """File the words as a name of the key."""
        if words:
            meanings = self._by_first.setdefault(words[0], {}).setdefault(words, [])
            if (kind, key) not in meanings:
                meanings.append((kind, key))

    def find(self, words: Sequence[str]) -> list[Found]:
        """Return the names in the words, the longest at each place, none overlapping."""
        found = []
        place = 0
        while place < len(words):
            match = self._longest(words, place)
            if match:
                found.append(match)
            place = match.end if match else place + 1
        return found

    def meanings(self, words: tuple[str, ...]) -> Sequence[tuple[PhraseKind, str]]:
        """Return what exactly these words name."""
        return self._by_first.get(words[0], {}).get(words, ()) if words else ()

    def _longest(self, words: Sequence[str], place: int) -> Found | None:
        names = self._by_first.get(words[place], {})
        lengths = sorted({len(name) for name in names}, reverse=True)
        for length in lengths:
            name = tuple(words[place : place + length])
            if name in names:
                return Found(place, place + len(name), tuple(names[name]))
        return None
