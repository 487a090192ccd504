"""Stores: pieces without a fault -> the nouns of the core."""

import re
from collections.abc import Container, Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.core import nouns
from bot.stores.knowledge_pieces import Piece
from bot.stores.knowledge_times import DEFAULT_ZONE, aware

_EVENT_TOPIC = "fair"
_LONGEST_SIDE = 24
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_ENTRY_VALUES = ("topic", "as_of", "review", "withdrawn", "valid_from", "valid_until", "related")
_TALK_VALUES = (
    *("speakers", "stage", "hall", "language", "kind", "topics"),
    *("about", "source", "seen", "status", "sequence", "uid"),
)


class Maker:
    """Make nouns of one file; plain texts count for its language."""

    def __init__(self, file: str, language: str) -> None:
        self._file = file
        self._language = language

    def entry(self, item: Piece) -> nouns.Entry:
        """Make an entry; its title is the first question unless it has one."""
        questions = self.phrases(item, "questions")
        first = {language: texts[0] for language, texts in questions.items()}
        return self._entry(item, title=self.texts(item, "title") or first, questions=questions)

    def event_entry(self, item: Piece, topics: Container[str]) -> nouns.Entry:
        """Make the entry of an event: what people ask about the event itself."""
        title = self.texts(item, "title")
        asked = {language: (text,) for language, text in title.items()}
        topic = {"topic": _EVENT_TOPIC} if _EVENT_TOPIC in topics else {}
        questions = self.phrases(item, "questions") or asked
        return self._entry(item, **topic, title=title, questions=questions)

    def event(self, item: Piece) -> nouns.Event:
        """Make an event with its talks."""
        zone = item.said("timezone") or DEFAULT_ZONE
        halls = item.said("halls") or {}
        talks = (self._talk(each, item.said("id"), zone, halls) for each in item.items("talks"))
        return nouns.Event(
            id=item.said("id"),
            title=self.texts(item, "title"),
            start=item.said("start"),
            end=item.said("end"),
            timezone=zone,
            talks=tuple(talks),
            halls=halls,
            source=item.said("source"),
            origin=self._origin(item),
        )

    def texts(self, item: Piece, key: str) -> dict[str, str]:
        """Return one text per language; {} where the key is missing."""
        return self._per_language(item, key)

    def phrases(self, item: Piece, key: str) -> dict[str, Any]:
        """Return several texts per language; {} where the key is missing."""
        return self._per_language(item, key)

    def _per_language(self, item: Piece, key: str) -> dict[str, Any]:
        said = item.said(key)
        if said is None:
            return {}
        return said if isinstance(said, dict) else {self._language: said}

    def _entry(self, item: Piece, **given: Any) -> nouns.Entry:  # noqa: ANN401 - fields of an entry
        return nouns.Entry(
            id=item.said("id"),
            answer=self.texts(item, "answer"),
            kind=nouns.Kind(item.said("kind") or nouns.Kind.ANSWER),
            names=self.phrases(item, "names"),
            details=self.texts(item, "details"),
            aspects=tuple(self._aspects(item)),
            sources=tuple(nouns.Source(**each.bare) for each in item.items("sources")),
            links=tuple(self._link(each) for each in item.items("links")),
            place=nouns.Place(**item.said("place")) if item.part("place") else None,
            origin=self._origin(item),
            **{**given, **_values(item, _ENTRY_VALUES)},
        )

    def _origin(self, item: Piece) -> nouns.Origin:
        return nouns.Origin(self._file, item.line, item.column)

    def _link(self, item: Piece) -> nouns.Link:
        return nouns.Link(self.texts(item, "label"), item.said("url"))

    def _aspects(self, entry: Piece) -> Iterator[nouns.Aspect]:
        taken = {item.said("about") for item in entry.items("aspects")}
        for item in entry.items("aspects"):
            questions = self.phrases(item, "questions")
            id_ = item.said("about") or _side_id(questions, taken)
            taken.add(id_)
            yield nouns.Aspect(
                id=id_,
                answer=self.texts(item, "answer"),
                about=item.said("about"),
                questions=questions,
                unpublished=item.said("unpublished") or False,
            )

    def _talk(self, item: Piece, event: str, zone: str, halls: Mapping[str, str]) -> nouns.Talk:
        hall = {"hall": halls.get(item.said("stage"))}
        return nouns.Talk(
            id=item.said("id"),
            event=event,
            title=self.texts(item, "title"),
            start=_moment(item, "start", zone),
            end=_moment(item, "end", zone),
            day=item.said("date"),
            abstract=self.texts(item, "abstract"),
            note=self.texts(item, "note"),
            names=self.phrases(item, "names"),
            questions=self.phrases(item, "questions"),
            origin=self._origin(item),
            **{**hall, **_values(item, _TALK_VALUES)},
        )


def _moment(item: Piece, key: str, zone: str) -> datetime | None:
    return aware(item.said(key), zone) if item.part(key) else None


def _values(item: Piece, keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: item.said(key) for key in keys if item.part(key)}


def _side_id(questions: Mapping[str, tuple[str, ...]], taken: Container[str]) -> str:
    first = next(iter(questions.values()))[0].casefold().translate(_UMLAUTS)
    id_ = "-".join(re.findall("[a-z0-9]+", first))[:_LONGEST_SIDE].strip("-") or "side"
    number = 1
    numbered = id_
    while numbered in taken:
        number += 1
        numbered = f"{id_}-{number}"
    return numbered
