"""Yearly: of entries that tell of the same thing in several years, the one of the event in hand."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.core import reading
from bot.core.nouns import Candidate, Entry, Event, Knowledge
from bot.core.phrasebook import Phrasebook
from bot.core.talk_events import TalkEvents, local_day
from bot.core.talk_names import all_texts

_YEAR = re.compile(r"\b(19|20)\d\d\b")
_NOUN = re.compile(r"(?<=[a-zäöüß,] )[A-ZÄÖÜ]\w{3,}")


BY_NAME = 0.9
"""The least certainty of an entry whose name was said, but for the year."""


class Yearly:
    """Know which entries differ in their title by the year only, and whose event each is."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._entries = knowledge.entries
        self._events = TalkEvents(tuple(knowledge.events.values()))
        book = Phrasebook(knowledge)
        self._other_year = book.words("words.other-year")
        self._last_year = book.words("words.last-year")
        self._framing = book.words("words.framing") | book.words("words.asking")
        self._company = _all_words(book.words("words.talk.company"))
        self._home = _all_words(all_texts(knowledge.home))
        self._named: dict[tuple[str, frozenset[str]], str] = {}
        self._twins: dict[str, dict[str, str]] = defaultdict(dict)
        for entry in knowledge.entries.values():
            for event in {*entry.related} & {*knowledge.events}:
                if entry.id not in knowledge.events:
                    self._twins[_without_year(entry)][event] = entry.id
                    for name in _dated_names(entry):
                        self._named.setdefault((event, name), entry.id)

    def current(
        self, candidates: Sequence[Candidate], text: str, now: datetime
    ) -> tuple[Candidate, ...]:
        """Put the entry of the event that is on or coming in place of the first one's other year.

        Only where the question names no year and nothing that the first entry alone tells of. What
        speaks for either speaks for the one put first. An entry of this year goes before all where
        just its name was said without the year: "BMWSB-Stand".
        """
        words = reading.words(text)
        anchor = self._meant(words, now)
        if not candidates or anchor is None or _YEAR.search(text):
            return tuple(candidates)
        said = frozenset(words) - self._framing - self._last_year - self._other_year
        if named := self._named.get((anchor.id, said)) or self._shared(anchor, said):
            others = (each for each in candidates if each.id != named)
            return Candidate(named, max(BY_NAME, candidates[0].score)), *others
        first = candidates[0]
        own = self._twins.get(_without_year(self._entries[first.id]), {}).get(anchor.id, first.id)
        if own == first.id:
            return tuple(candidates)
        alone = _nouns(self._entries[first.id]) - _words(self._entries[own])
        if alone & {reading.stem(word) for word in words}:
            return tuple(candidates)
        others = (each for each in candidates[1:] if each.id != own)
        score = min(1.0, first.score + sum(each.score for each in candidates if each.id == own))
        return replace(first, id=own, aspect=None, score=score), *others

    def _shared(self, anchor: Event, said: frozenset[str]) -> str | None:
        """Return the entry whose name was said where who shares it is asked: "wer ist noch am …"."""
        if not said & self._company:
            return None
        rest = said - self._company - self._home
        names = [(words, id_) for (event, words), id_ in self._named.items() if event == anchor.id]
        meant = [(len(words), id_) for words, id_ in names if words and words <= rest]
        _, id_ = max(meant, default=(0, ""))
        entry = self._entries.get(id_)
        return id_ if entry and rest <= _called(entry) else None

    def _meant(self, words: Sequence[str], now: datetime) -> Event | None:
        """Return the event that is on or coming, or last year's where that was asked for."""
        said = {*words}
        if said & self._last_year and said & self._other_year:
            return self._events.anchor(now, year=now.year - 1)
        anchor = self._events.anchor(now)
        is_over = anchor is not None and local_day(anchor, now) > anchor.end
        return None if is_over or said & self._other_year else anchor


def _all_words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in reading.words(text))


def _called(entry: Entry) -> frozenset[str]:
    """Return every word of the titles and names of an entry."""
    names = (name for names in entry.names.values() for name in names)
    return _all_words((*entry.title.values(), *names))


def _without_year(entry: Entry) -> str:
    return _YEAR.sub("", " ".join(entry.title.values()))


def _dated_names(entry: Entry) -> Iterator[frozenset[str]]:
    """Yield the words of the names that end with a year, without it."""
    for name in (name for names in entry.names.values() for name in names):
        if _YEAR.search(name):
            yield frozenset(reading.words(_YEAR.sub("", name)))


def _nouns(entry: Entry) -> set[str]:
    """Return the stems of the names and nouns an entry tells of, which German writes so."""
    found = (_NOUN.findall(text) for text in _texts(entry, "de"))
    return {reading.stem(word) for nouns in found for noun in nouns for word in reading.words(noun)}


def _words(entry: Entry) -> set[str]:
    texts = [*_texts(entry, "de"), *entry.names.get("de", ())]
    return {reading.stem(word) for text in texts for word in reading.words(text)}


def _texts(entry: Entry, language: str) -> Iterator[str]:
    texts = [entry.title, entry.answer, entry.details, *(side.answer for side in entry.aspects)]
    yield from (each[language] for each in texts if language in each)
