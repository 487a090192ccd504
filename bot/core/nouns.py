"""The nouns every room shares: frozen and slotted, without behaviour beyond looking things up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

Texts = Mapping[str, str]
"""One text per language code: ``{"de": …, "en": …}``."""

Phrases = Mapping[str, Sequence[str]]
"""Several texts per language code."""

Role = Literal["question", "title", "name", "aspect", "answer"]
Outcome = Literal["answer", "choice", "unknown"]


class Kind(StrEnum):
    """Say how an entry takes part: answers compete, small talk yields, an emergency goes first.

    An entry outside says who helps with what the assistant does not answer; it is never a candidate.
    """

    ANSWER = "answer"
    SMALLTALK = "smalltalk"
    EMERGENCY = "emergency"
    REFERRAL = "referral"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Origin:
    """Say where in the files something was written; lines and columns count from 1."""

    file: str
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """Name a page a fact was taken from; `seen` is the page's own date, where it tells."""

    url: str
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Offer an address to go on reading."""

    label: Texts
    url: str


@dataclass(frozen=True, slots=True)
class Place:
    """Locate something; coordinates are degrees (WGS 84), only where they were published."""

    name: str | None = None
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Aspect:
    """Answer one side of an entry: when, where, cost … or a question of its own."""

    id: str
    answer: Texts
    about: str | None = None
    questions: Phrases = field(default_factory=dict)
    unpublished: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one thing people ask about, in an editor's words."""

    id: str
    title: Texts
    questions: Phrases
    answer: Texts
    kind: Kind = Kind.ANSWER
    topic: str | None = None
    names: Phrases = field(default_factory=dict)
    details: Texts = field(default_factory=dict)
    aspects: Sequence[Aspect] = ()
    sources: Sequence[Source] = ()
    as_of: str | None = None
    review: date | None = None
    related: Sequence[str] = ()
    links: Sequence[Link] = ()
    place: Place | None = None
    withdrawn: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    origin: Origin | None = None

    def aspect(self, id_: str | None) -> Aspect | None:
        """Return the aspect of that id, or None."""
        return next((aspect for aspect in self.aspects if aspect.id == id_), None)


@dataclass(frozen=True, slots=True)
class Talk:
    """Hold one programme point; `start`, `end` are aware times, only where they were published.

    `day` is set where the day alone is known. `status` is "cancelled" for a talk called off.
    `hall` names the hall of its stage. `about` links entries of the knowledge.
    """

    id: str
    event: str
    title: Texts
    speakers: Sequence[str] = ()
    stage: str | None = None
    hall: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    day: date | None = None
    language: str | None = None
    kind: str | None = None
    topics: Sequence[str] = ()
    abstract: Texts = field(default_factory=dict)
    note: Texts = field(default_factory=dict)
    names: Phrases = field(default_factory=dict)
    questions: Phrases = field(default_factory=dict)
    about: Sequence[str] = ()
    source: str | None = None
    seen: str | None = None
    status: str | None = None
    sequence: int = 0
    uid: str | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Hold a fair or conference with its talks; the days are inclusive.

    What people ask about the event itself stands in the entry of the same id.
    """

    id: str
    title: Texts
    start: date
    end: date
    timezone: str
    talks: Sequence[Talk] = ()
    halls: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class AspectKind:
    """Name a side an entry can have, with the words people use to ask for it."""

    id: str
    label: Texts
    cues: Phrases


@dataclass(frozen=True, slots=True)
class Topic:
    """Name a shelf of the topic menu."""

    id: str
    title: Texts


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Hold all that was read from one knowledge folder."""

    entries: Mapping[str, Entry]
    events: Mapping[str, Event] = field(default_factory=dict)
    phrases: Mapping[str, Texts] = field(default_factory=dict)
    aspect_kinds: Mapping[str, AspectKind] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    filler: Phrases = field(default_factory=dict)
    synonyms: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    home: Phrases = field(default_factory=dict)
    places: Phrases = field(default_factory=dict)
    digest: str = ""

    @property
    def talks(self) -> Mapping[str, Talk]:
        """Return every talk of every event by id."""
        return {talk.id: talk for event in self.events.values() for talk in event.talks}


@dataclass(frozen=True, slots=True)
class Phrasing:
    """Give the matcher one text that stands for an entry.

    `weight` is 1.0 for a phrasing an editor wrote; less for text that only hints.
    `aspect` names the aspect the text asks for, if any.
    """

    entry: str
    text: str
    language: str = "de"
    role: Role = "question"
    aspect: str | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Name an entry that may be meant; `score` is the estimated probability that it is."""

    id: str
    score: float
    aspect: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Offer something to pick: a label for a button and words to type, so every face can offer it.

    `target` says what is picked: an entry or talk id, `id/aspect` for one side of an entry,
    or a command word of the faces (see `bot/core/assistant.py`).
    """

    label: str
    target: str


@dataclass(frozen=True, slots=True)
class Question:
    """Hold what a person typed; `now` is an aware time, `language` what their app is set to."""

    text: str
    now: datetime
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """Remember what a conversation is about; it fades, so `at` says when it was last touched.

    `subject` is the entry or talk in hand, `aside` tells that something else came between since;
    `about` is the side last asked for, `person` the one named with it. `choices` is what was
    offered last, `talks` the talks shown last, `search` what was searched among them, `language`
    the one last spoken.
    """

    subject: str | None = None
    aside: bool = False
    about: str | None = None
    person: str | None = None
    choices: tuple[Choice, ...] = ()
    talks: tuple[str, ...] = ()
    language: str | None = None
    at: datetime | None = None
    search: object = None


@dataclass(frozen=True, slots=True)
class Reply:
    """Hold what the assistant says, in plain words; every face draws it in its own way.

    `text` is the short answer, `details` the rest on demand, `choices` the options of a question
    asked back, `suggestions` where one could go on from here. `id` is the entry or talk that was
    answered (None for a talk list or small talk), `aspect` the side of it.
    """

    outcome: Outcome
    language: str
    text: str
    id: str | None = None
    aspect: str | None = None
    title: str | None = None
    details: str | None = None
    score: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    choices: tuple[Choice, ...] = ()
    suggestions: tuple[Choice, ...] = ()
    sources: tuple[Source, ...] = ()
    as_of: str | None = None
    links: tuple[tuple[str, str], ...] = ()
    place: Place | None = None
    talks: tuple[str, ...] = ()
    kind: Kind | None = None
    search: object = None
