"""Core: one side of the talk in hand – how long, which language, what about, the speaker's others."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.core.nouns import Entry, Reply
from bot.core.phrasebook import Phrasebook, in_language
from bot.core.talk_cards import MOST, TalkCards
from bot.core.talk_heard import Heard
from bot.core.talk_index import Item, TalkIndex
from bot.core.talk_search import TalkSearch, by_time
from bot.core.talk_times import title_of
from bot.core.talk_words import word_set

OPENERS = ("und", "and", "what", "how", "oder", "aber", "dann", "then", "or")
"""Words a follow-up begins with."""

POINTING = word_set(
    "da dort das dieser diese dieses diesem dem den der er sie es ihn ihm ihr hier dazu davon darum "
    "it that there he she they them this his her their its denn"
)
"""Words that point at what was said before."""

_LENGTH = ("lange", "dauert", "dauer", "dauerte", "long", "duration", "length")
_LANGUAGE = ("sprache", "language", "deutsch", "englisch", "english", "german")
_SUBJECT = (
    "worum",
    "woruber",
    "wovon",
    "inhalt",
    "about",
    "thema",
    "themen",
    "beschreibung",
    "description",
    "abstract",
)
_WHO = ("wer", "who", "whos")
_ELSE = ("sonst", "else", "anderes", "other", "weiteren", "andere")
_SIDES = ("uhr", "tag", "time", "day", "welchem", "sprecher", "wem", "whom", "wer", "who", "wo", "where", "wann", "when", "uhrzeit", "wohin", "raum", "buhne", "stage",
          "whos", "room", "welche", "which", "welcher", "speaker", "speaking", "referent")  # fmt: skip
BARE = 3
SHORT = 7
"""Words up to which a question without a subject of its own is taken as a follow-up."""

SURE = 0.93
"""How sure a follow-up is."""


class TalkSides:
    """Answer what is asked about one talk beyond its card."""

    def __init__(
        self, book: Phrasebook, cards: TalkCards, index: TalkIndex, entries: Mapping[str, Entry]
    ) -> None:
        self._book = book
        self._cards = cards
        self._index = index
        self._entries = entries

    def reply(self, heard: Heard, item: Item, now: datetime, language: str) -> Reply | None:
        """Return the side of the talk that was asked for, or None for the whole card."""
        if heard.asks(*_ELSE) and heard.asks(*_WHO) and len(item.people) > 1:
            text = self._book.say("talk.with", language, names=", ".join(item.talk.speakers))
            return self.with_text(item, text, language)
        if heard.asks(*_ELSE):
            return self.others(item, item.people, now, language)
        for words, say in (
            (_LENGTH, self._length),
            (_LANGUAGE, self._spoken),
            (_SUBJECT, self._abstract),
        ):
            if heard.asks(*words):
                return self.with_text(item, say(item, now, language), language)
        return None

    def others(self, item: Item, people: Sequence[str], now: datetime, language: str) -> Reply:
        """Return the other talks of speakers of the talk."""
        places = {at for person in people for at in self._index.by_person[person]}
        others = by_time(self._index.items[at] for at in places)
        others = [other for other in others if other.talk.id != item.talk.id]
        name = ", ".join(self._index.person_names[person] for person in people[:2])
        if others:
            key = "talk.others" if len(people) == 1 else "talk.others.many"
            heading = self._book.say(key, language, name=name)
            return self._listed(others[:MOST], heading, now, language)
        text = self._book.say("talk.others.none", language, name=name)
        return self.with_text(item, text, language)

    def _length(self, item: Item, now: datetime, language: str) -> str:
        past = ".past" if self._cards.times.tense(item, now) == "past" else ""
        title = title_of(item.talk, language)
        if item.start is None or item.end is None:
            return self._book.say(f"talk.length.unknown{past}", language, title=title)
        length = self._cards.times.rest(item.end - item.start, language, left=True)
        return self._book.say(f"talk.length{past}", language, title=title, length=length)

    def _spoken(self, item: Item, _now: datetime, language: str) -> str:
        if not item.talk.language:
            title = title_of(item.talk, language)
            return self._book.say("talk.language.unknown", language, title=title)
        name = self._book.say(f"talk.language.{item.talk.language[:2]}", language)
        return self._book.say("talk.language", language, name=name or item.talk.language)

    def _abstract(self, item: Item, _now: datetime, language: str) -> str:
        abstract = in_language(item.talk.abstract, language)
        topics = self._book.say("talk.topics", language, topics=", ".join(item.talk.topics))
        parts = [abstract or self._book.say("talk.about.unknown", language)]
        if item.talk.topics:
            parts.append(topics)
        return "\n".join([title_of(item.talk, language), *parts])

    def _listed(self, items: Sequence[Item], heading: str, now: datetime, language: str) -> Reply:
        ids = tuple(item.talk.id for item in items)
        return Reply(
            "answer",
            language,
            "\n".join([heading, "", *self._cards.lines(items, now, language)]),
            score=SURE,
            talks=ids,
            choices=self._cards.choices(items, language),
            sources=self._cards.sources(items),
            search=TalkSearch(shown=ids),
        )

    def with_text(self, item: Item, text: str, language: str) -> Reply:
        """Return a sentence about the talk, which stays the one in hand."""
        linked = [self._entries[id_] for id_ in item.talk.about if id_ in self._entries]
        return Reply(
            "answer",
            language,
            text,
            id=item.talk.id,
            title=title_of(item.talk, language),
            score=SURE,
            talks=(item.talk.id,),
            sources=self._cards.sources([item]),
            as_of=item.talk.seen,
            suggestions=self._cards.linked(linked, language),
            search=TalkSearch(shown=(item.talk.id,)),
        )


def asks_for_a_side(heard: Heard) -> bool:
    """Tell whether one side of a talk is asked for: who, where, when."""
    return heard.asks(*_SIDES) and not _asks_the_time(heard)


def _asks_the_time(heard: Heard) -> bool:
    """Tell "wie viel Uhr ist es" and "what time is it" from the time of a talk."""
    text = " ".join(word.text for word in heard.words)
    asked = ("uhr ist es", "uhr haben wir", "uhr ist jetzt", "time is it", "spat ist es")
    return any(each in text for each in asked)


def is_about_a_side(word: str) -> bool:
    """Tell whether the word names a side of a talk rather than a talk."""
    return word in (*_LANGUAGE, *_LENGTH, *_ELSE, *_SUBJECT)


def points_back(heard: Heard) -> bool:
    """Tell whether the question can only be about what was shown last."""
    said = {word.text for word in heard.words}
    first = heard.words[0].text if heard.words else ""
    side = asks_for_a_side(heard) or any(is_about_a_side(word.text) for word in heard.words)
    side = side and not (heard.lists or heard.going_on)
    return len(heard.words) <= SHORT and bool(
        said & POINTING or first in OPENERS or len(heard.words) <= BARE or side
    )
