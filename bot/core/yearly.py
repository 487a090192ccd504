"""Yearly: of entries that tell of the same thing in several years, the one of the event in hand."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.core import reading
from bot.core.nouns import Candidate, Entry, Knowledge
from bot.core.phrasebook import Phrasebook
from bot.core.talk_events import TalkEvents, local_day

_YEAR = re.compile(r"\b(19|20)\d\d\b")
_NOUN = re.compile(r"(?<=[a-zäöüß,] )[A-ZÄÖÜ]\w{3,}")


class Yearly:
    """Know which entries differ in their title by the year only, and whose event each is."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._entries = knowledge.entries
        self._events = TalkEvents(tuple(knowledge.events.values()))
        self._other_year = Phrasebook(knowledge).words("words.other-year")
        self._twins: dict[str, dict[str, str]] = defaultdict(dict)
        for entry in knowledge.entries.values():
            for event in {*entry.related} & {*knowledge.events}:
                if entry.id not in knowledge.events:
                    self._twins[_without_year(entry)][event] = entry.id

    def current(
        self, candidates: Sequence[Candidate], text: str, now: datetime
    ) -> tuple[Candidate, ...]:
        """Put the entry of the event that is on or coming in place of the first one's other year.

        Only where the question names no year and nothing that the first entry alone tells of. What
        speaks for either speaks for the one put first.
        """
        words = reading.words(text)
        anchor = self._events.anchor(now)
        if not candidates or anchor is None or local_day(anchor, now) > anchor.end:
            return tuple(candidates)
        first = candidates[0]
        own = self._twins.get(_without_year(self._entries[first.id]), {}).get(anchor.id, first.id)
        if own == first.id or _YEAR.search(text) or self._other_year & {*words}:
            return tuple(candidates)
        alone = _nouns(self._entries[first.id]) - _words(self._entries[own])
        if alone & {reading.stem(word) for word in words}:
            return tuple(candidates)
        others = (each for each in candidates[1:] if each.id != own)
        score = min(1.0, first.score + sum(each.score for each in candidates if each.id == own))
        return replace(first, id=own, aspect=None, score=score), *others


def _without_year(entry: Entry) -> str:
    return _YEAR.sub("", " ".join(entry.title.values()))


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
