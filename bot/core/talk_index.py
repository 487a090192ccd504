"""Core: an index over all talks – words with their rarity, names of several words, spelling."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.core.nouns import Entry, Event, Knowledge, Talk
from bot.core.talk_names import (
    all_texts,
    main_titles,
    name_event,
    name_of,
    names_in,
    person_of,
    stage_names,
)
from bot.core.talk_origins import Origins, towns_of
from bot.core.talk_phrases import PhraseTable
from bot.core.talk_spelling import Spelling
from bot.core.talk_synonyms import Synonyms
from bot.core.talk_vocabulary import KIN, Vocabulary
from bot.core.talk_words import folded_words, joined_words, stem

WEIGHTS: Mapping[str, float] = {
    "speaker": 1.0,
    "title": 1.0,
    "alias": 0.95,
    "question": 0.7,
    "topic": 0.9,
    "synonym": 0.85,
    "thing": 0.7,
    "stage": 0.8,
    "kind": 1.0,
    "role": 0.8,
    "event": 0.3,
    "abstract": 0.5,
}
"""How well a word in that part of a talk says that the talk is meant."""

UNKNOWN = 0.6
"""Share of the rarest word's weight that a word known from no talk has in a question."""

STEM_ONLY = 0.97
"""How alike two words are that share their stem only."""


@dataclass(frozen=True, slots=True)
class Item:
    """Hold a talk with its event, its times in UTC and the day it is on, where published."""

    talk: Talk
    event: Event
    start: datetime | None
    end: datetime | None
    day: date | None
    people: tuple[str, ...]


class TalkIndex:
    """Find talks by words; built once, asked often; nothing scans all talks with all words."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.items: list[Item] = [
            _item(talk, event) for event in knowledge.events.values() for talk in event.talks
        ]
        self.place_of = {item.talk.id: place for place, item in enumerate(self.items)}
        self.phrases = PhraseTable()
        self.by_person: dict[str, list[int]] = defaultdict(list)
        self.by_stage: dict[str, list[int]] = defaultdict(list)
        self.person_names: dict[str, str] = {}
        self.people_by_word: dict[str, set[str]] = defaultdict(set)
        self.origins: dict[str, set[int]] = defaultdict(set)
        self.offices: set[str] = set()
        self._origins = Origins(knowledge)
        self._synonyms = Synonyms(knowledge)
        self._kind_labels = knowledge.phrases
        self._postings: dict[str, dict[int, float]] = defaultdict(dict)
        self._exact: dict[str, set[int]] = defaultdict(set)
        for place, item in enumerate(self.items):
            self._file(place, item, knowledge.entries)
        for event in knowledge.events.values():
            name_event(self.phrases, event, knowledge.entries.get(event.id))
        self.spelling = Spelling(self._exact)
        self._vocabulary = Vocabulary(self._exact)
        self._rarest = math.log(1 + len(self.items)) + 1

    def weight(self, word: str) -> float:
        """Return how much a word tells (inverse document frequency); unknown words less."""
        found = self._postings.get(stem(word))
        if not found:
            return UNKNOWN * self._rarest
        return math.log(1 + len(self.items) / len(found)) + 0.3

    def hits(self, word: str) -> dict[int, float]:
        """Return the talks a word speaks for, and how much; near spellings where it is unknown."""
        known = self._postings.get(stem(word))
        if known is not None:
            exact = self._exact.get(word, ())
            akin = {at: w * KIN for at, w in self._of_kin(word).items()} | self._from_there(word)
            return akin | {at: w if at in exact else w * STEM_ONLY for at, w in known.items()}
        if from_there := self._from_there(word):
            return from_there
        near: dict[int, float] = {}
        others = self.spelling.nearest(word) or self._vocabulary.nearest(word)
        for other, alike in others:
            for at, weight in self._postings[stem(other)].items():
                near[at] = max(near.get(at, 0.0), weight * alike)
        return near

    def knows(self, word: str) -> bool:
        """Tell whether a talk uses the word, or one of its root, spelt like this."""
        posted = self._postings.get(stem(word), {}).values()
        return max(posted, default=0.0) > WEIGHTS["abstract"] or bool(self._vocabulary.kin(word))

    def origin_of(self, word: str) -> str | None:
        """Return the town or organisation of speakers that a word names, spelt nearly right."""
        near = (other for other, _ in self.spelling.nearest(word))
        spellings = (word, *towns_of(word), *near)
        return next((each for each in spellings if each in self.origins), None)

    def hits_known(self, word: str) -> dict[int, float]:
        """Return the talks a word speaks for as it is spelt."""
        return self._postings.get(stem(word), {})

    def people(self, word: str) -> dict[str, float]:
        """Return the speakers a single word may name, and how alike it is."""
        found: dict[str, float] = {}
        spellings = [word, word[:-1]] if word.endswith("s") else [word]
        for spelling in spellings:
            if spelling in self.people_by_word:
                return dict.fromkeys(self.people_by_word[spelling], 1.0)
        for other, alike in self.spelling.nearest(word):
            for person in self.people_by_word.get(other, ()):
                found[person] = max(found.get(person, 0.0), alike)
        return found

    def _from_there(self, word: str) -> dict[int, float]:
        """Return the talks about the place "Gelsenkirchener" is made of."""
        towns = [town for town in towns_of(word) if town in self.origins or town in self._exact]
        places = [self._postings.get(stem(town), {}) for town in towns]
        return {at: weight * STEM_ONLY for place in places for at, weight in place.items()}

    def _of_kin(self, word: str) -> dict[int, float]:
        """Return the talks with a word of the same root in the other language: "mobility"."""
        if not word.endswith(("ity", "ities", "itat", "itaten")):
            return {}
        near: dict[int, float] = {}
        for other in self._vocabulary.kin(word):
            near |= self._postings[stem(other)]
        return near

    def is_stage(self, name: str, key: str) -> bool:
        """Tell whether the name is the stage or hall filed under the key."""
        return " ".join(folded_words(name)) == key

    def _file(self, place: int, item: Item, entries: Mapping[str, Entry]) -> None:
        talk = item.talk
        labels = self._kind_labels.get(f"talk.kind.{(talk.kind or '').casefold()}", {})
        told = [*_texts_of(item, entries), *(("kind", label) for label in labels.values())]
        for field, text in told:
            for word in (*folded_words(text), *joined_words(text)):
                self._post(word, place, WEIGHTS[field])
        subject = [text for field, text in told if field in ("title", "alias", "topic")]
        offices = set(self._synonyms.offices_in(talk.speakers))
        self.offices |= offices
        for word in (*self._synonyms.of(subject), *sorted(offices)):
            self._post(word, place, WEIGHTS["synonym"])
        for word in self._origins.of(talk.speakers):
            self.origins[word].add(place)
        for text in talk.title.values():
            self.phrases.add(folded_words(text), "title", str(place))
        for text in all_texts(talk.names):
            self.phrases.add(folded_words(text), "alias", str(place))
        for text in main_titles(talk.title):
            self.phrases.add(folded_words(text), "main", str(place))
        for name in (name for speaker in talk.speakers for name in names_in(speaker)):
            self._name_person(place, name)
        for stage in dict.fromkeys(name for name in (talk.stage, talk.hall) if name):
            self._name_stage(place, stage, [entries[id_] for id_ in talk.about if id_ in entries])

    def _post(self, word: str, place: int, weight: float) -> None:
        postings = self._postings[stem(word)]
        postings[place] = max(postings.get(place, 0.0), weight)
        self._exact[word].add(place)

    def _name_person(self, place: int, name: str) -> None:
        words = person_of(name)
        person = " ".join(words)
        if place not in self.by_person[person]:
            self.by_person[person].append(place)
        self.person_names.setdefault(person, name)
        self.phrases.add(words, "speaker", person)
        self.phrases.add(folded_words(name), "speaker", person)
        if len(words) > 1:
            self.phrases.add((*words[1:], words[0]), "speaker", person)
        for word in words:
            if len(word) > 1:
                self.people_by_word[word].add(person)

    def _name_stage(self, place: int, stage: str, linked: Sequence[Entry]) -> None:
        key = " ".join(folded_words(stage))
        self.by_stage[key].append(place)
        for words in stage_names(stage, linked):
            self.phrases.add(words, "stage", key)


def _item(talk: Talk, event: Event) -> Item:
    zone = ZoneInfo(event.timezone)
    local = talk.start.astimezone(zone).date() if talk.start else talk.day
    return Item(
        talk,
        event,
        talk.start.astimezone(UTC) if talk.start else None,
        talk.end.astimezone(UTC) if talk.end else None,
        local,
        tuple(" ".join(person_of(name)) for speaker in talk.speakers for name in names_in(speaker)),
    )


def _texts_of(item: Item, entries: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    talk = item.talk
    for field, texts in (
        ("title", talk.title.values()),
        ("alias", all_texts(talk.names)),
        ("question", all_texts(talk.questions)),
        ("topic", talk.topics),
        ("speaker", [name_of(speaker) for speaker in talk.speakers]),
        ("role", talk.speakers),
        ("kind", [talk.kind or ""]),
        ("stage", [talk.stage or "", talk.hall or ""]),
        ("abstract", talk.abstract.values()),
        ("event", item.event.title.values()),
    ):
        yield from ((field, text) for text in texts)
    for entry in (entries[id_] for id_ in talk.about if id_ in entries):
        yield from (("thing", text) for text in (*entry.title.values(), *all_texts(entry.names)))
