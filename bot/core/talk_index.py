"""Core: an index over all talks – words with their rarity, names of several words, spelling."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.core.nouns import Entry, Event, Knowledge, Phrases, Talk, Texts
from bot.core.talk_phrases import PhraseTable
from bot.core.talk_spelling import Spelling
from bot.core.talk_words import FRAME, SPOTS, folded_words, stem

WEIGHTS: Mapping[str, float] = {
    "speaker": 1.0,
    "title": 1.0,
    "alias": 0.95,
    "question": 0.7,
    "topic": 0.9,
    "thing": 0.85,
    "stage": 0.8,
    "kind": 1.0,
    "role": 0.6,
    "event": 0.3,
    "abstract": 0.5,
}
"""How well a word in that part of a talk says that the talk is meant."""

UNKNOWN = 0.6
"""Share of the rarest word's weight that a word known from no talk has in a question."""

STEM_ONLY = 0.95
"""How alike two words are that share their stem only."""

SHORTEST_TAIL = 6
TAIL_ONLY = 0.85
MOST_TAILS = 5
"""A word of six letters or more also stands for up to five compounds that end with it."""

_ROLE = re.compile(r"\s*[(:].*")
_DEGREES = frozenset({"dr", "prof", "dipl", "ing", "med", "phil"})
_PLACES = (None, "fair", "places")
"""Topics of entries whose names may also name a stage; an organisation's may not."""

_ALSO_CALLED = ({"halle", "hall"}, {"buhne", "stage"}, {"raum", "room", "saal"}, {"stand", "booth"})


@dataclass(frozen=True, slots=True)
class Item:
    """Hold a talk with its event, its times in UTC and the day it is on, where published."""

    talk: Talk
    event: Event
    start: datetime | None
    end: datetime | None
    day: date | None
    people: tuple[str, ...]


def name_of(speaker: str) -> str:
    """Return the name alone of "Name (role)"."""
    return _ROLE.sub("", speaker).strip() or speaker


def names_in(speaker: str) -> list[str]:
    """Return the name, and those of "Team (vor Ort: A, B)" too."""
    inner = re.search(r"\([^():]*:([^()]*)\)", speaker)
    others = inner.group(1).split(",") if inner else []
    return [name_of(speaker), *(name.strip() for name in others if name.strip())]


def person_of(speaker: str) -> tuple[str, ...]:
    """Return the folded words of a speaker's name, without degrees."""
    words = folded_words(name_of(speaker))
    return tuple(word for word in words if word not in _DEGREES) or words


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
        self._phrases_of_kinds = knowledge.phrases
        self._postings: dict[str, dict[int, float]] = defaultdict(dict)
        self._tails: dict[str, set[str]] = defaultdict(set)
        self._exact: dict[str, set[int]] = defaultdict(set)
        for place, item in enumerate(self.items):
            self._file(place, item, knowledge.entries)
        for event in knowledge.events.values():
            _name_event(self.phrases, event, knowledge.entries.get(event.id))
        self.spelling = Spelling(self._exact)
        self._file_tails()
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
            return {at: w if at in exact else w * STEM_ONLY for at, w in known.items()}
        near: dict[int, float] = {}
        others = self.spelling.nearest(word) or self._compounds(word)
        for other, alike in others:
            for at, weight in self._postings[stem(other)].items():
                near[at] = max(near.get(at, 0.0), weight * alike)
        return near

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

    def _file_tails(self) -> None:
        """File long words by their tails: "Minister" finds "Wirtschaftsminister"."""
        for word in self._exact:
            for start in range(3, len(word) - SHORTEST_TAIL + 1):
                self._tails[word[start:]].add(word)

    def _compounds(self, word: str) -> list[tuple[str, float]]:
        if len(word) < SHORTEST_TAIL:
            return []
        return [(other, TAIL_ONLY) for other in sorted(self._tails.get(word, ()))[:MOST_TAILS]]

    def is_stage(self, name: str, key: str) -> bool:
        """Tell whether the name is the stage or hall filed under the key."""
        return " ".join(folded_words(name)) == key

    def _file(self, place: int, item: Item, entries: Mapping[str, Entry]) -> None:
        talk = item.talk
        kind = self._phrases_of_kinds.get(f"talk.kind.{(talk.kind or '').casefold()}", {})
        told = [*_texts_of(item, entries), *(("kind", label) for label in kind.values())]
        for field, text in told:
            for word in folded_words(text):
                self._post(word, place, WEIGHTS[field])
        for kind, texts in (("title", talk.title.values()), ("alias", _all(talk.names))):
            for text in texts:
                self.phrases.add(folded_words(text), "title" if kind == "title" else "alias", str(place))
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
            if word not in FRAME and len(word) > 1:
                self.people_by_word[word].add(person)

    def _name_stage(self, place: int, stage: str, linked: Sequence[Entry]) -> None:
        key = " ".join(folded_words(stage))
        self.by_stage[key].append(place)
        for words in _stage_names(stage, linked):
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
        tuple(
            " ".join(person_of(name)) for speaker in talk.speakers for name in names_in(speaker)
        ),
    )


def _texts_of(item: Item, entries: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    talk = item.talk
    for field, texts in (
        ("title", talk.title.values()),
        ("alias", _all(talk.names)),
        ("question", _all(talk.questions)),
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
        yield from (("thing", text) for text in (*entry.title.values(), *_all(entry.names)))


def _stage_names(stage: str, linked: Sequence[Entry]) -> Iterator[tuple[str, ...]]:
    """Yield every way to name a stage: whole, without brackets, translated, and linked names."""
    whole = folded_words(stage)
    inner = [folded_words(text) for text in re.split(r"[()]", stage)]
    names = {whole, *(words for words in inner if len(words) > 1 or words == whole)}
    for entry in (entry for entry in linked if entry.topic in _PLACES):
        called = {folded_words(text) for text in (*entry.title.values(), *_all(entry.names))}
        if any(_same_place(name, one) for name in names for one in called):
            names |= called
    for words in names:
        for variant in _translated(words):
            yield variant
            if len(variant) == 2 and not variant[1].isdigit():
                yield ("".join(variant),)


def _same_place(stage: tuple[str, ...], called: tuple[str, ...]) -> bool:
    """Tell whether one name holds the other: "Halle 25" and "Halle 25 der Messe Berlin"."""
    short, long = sorted((stage, called), key=len)
    return bool(short) and (stage == called or (len(short) > 1 and long[: len(short)] == short))


def _translated(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    variants = {words}
    for group in _ALSO_CALLED:
        for place, word in enumerate(words):
            if word in group and word in SPOTS:
                variants |= {(*words[:place], other, *words[place + 1 :]) for other in group}
    return variants


def _name_event(phrases: PhraseTable, event: Event, entry: Entry | None) -> None:
    texts = [*event.title.values(), *(_all(entry.names) if entry else ())]
    for text in texts:
        words = folded_words(text)
        phrases.add(words, "event", event.id)
        bare = tuple(word for word in words if not re.fullmatch(r"(19|20)\d\d", word))
        if bare and bare != words:
            phrases.add(bare, "event", event.id)


def _all(phrases: Phrases | Texts) -> Iterable[str]:
    for texts in phrases.values():
        yield from [texts] if isinstance(texts, str) else texts
