"""Elsewhere: hear that a question is about another town than the one the knowledge speaks for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.core import reading
from bot.core.nouns import Candidate, Entry, Knowledge
from bot.core.phrasebook import Phrasebook
from bot.core.wording import told_words_of

LIKELIHOOD = 0.1
"""What is left of an entry's probability when the question names a place it says nothing about."""

_Run = tuple[str, ...]


class Elsewhere:
    """Know names of places, and which entries say anything about them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._entries = knowledge.entries
        self._home = _runs(knowledge.home)
        self._places = _runs(knowledge.places)
        ways = Phrasebook(knowledge).words("words.direction")
        self._ways = frozenset(tuple(reading.words(way)) for way in ways)
        self._of: dict[str, frozenset[str]] = {}
        texts = (text for entry in self._entries.values() for text in entry.title.values())
        if not any(any(_found(reading.words(text), self._home)) for text in texts):
            self._places = {}  # the words were lent to knowledge about something else

    def place(self, words: Sequence[str]) -> _Run | None:
        """Return the place that is asked about, or None if it is home or none is named.

        Where somebody goes or comes from is not where the question is about.
        """
        if not self._places or next(_found(words, self._home), None):
            return None
        found = _found(words, self._places)
        return next((place for start, place in found if not self._is_way(words[:start])), None)

    def _is_way(self, before: Sequence[str]) -> bool:
        return any(tuple(before[-size:]) in self._ways for size in (1, 2, 3))

    def discounted(self, place: _Run, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates, those less likely that say nothing about the place."""
        return [
            each if self._speaks_of(each.id, place) else _less_likely(each) for each in candidates
        ]

    def _speaks_of(self, id_: str, place: _Run) -> bool:
        words = self._of.get(id_)
        if words is None:
            words = self._of[id_] = frozenset(_words_of(self._entries[id_]))
        return words.issuperset(place)


def _less_likely(candidate: Candidate) -> Candidate:
    return replace(candidate, score=round(candidate.score * LIKELIHOOD, 4))


def _words_of(entry: Entry) -> Iterator[str]:
    """Yield what the entry tells, and the first of what it is asked by: the main questions."""
    yield from told_words_of(entry)
    for phrases in (entry.questions, *(aspect.questions for aspect in entry.aspects)):
        for texts in phrases.values():
            yield from reading.words(" ".join(texts))


def _runs(texts: Mapping[str, Sequence[str]]) -> dict[str, list[_Run]]:
    found: dict[str, list[_Run]] = {}
    for each in (tuple(reading.words(text)) for some in texts.values() for text in some):
        if each:
            found.setdefault(each[0], []).append(each)
    return found


def _found(words: Sequence[str], runs: Mapping[str, Sequence[_Run]]) -> Iterator[tuple[int, _Run]]:
    for start, word in enumerate(words):
        for run in runs.get(word, ()):
            if tuple(words[start : start + len(run)]) == run:
                yield start, run
