"""Stores: what the journal hands out; frozen and slotted."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Star:
    """Say that a chat starred a talk; `fingerprint` is what it was last told about the talk."""

    chat: int
    talk: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """Say that a chat wants a message before a talk; `fired_for` is the start it was sent for."""

    chat: int
    talk: str
    minutes: int
    fired_for: str | None


@dataclass(frozen=True, slots=True)
class Deleted:
    """Say what of a person was deleted."""

    language: bool
    stars: int
    reminders: int
    consent: bool


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """Hold a question kept with consent, masked and without who asked."""

    id: int
    text: str
    language: str
    outcome: str
    nearest: str | None
    score: float
    day: date


@dataclass(frozen=True, slots=True)
class Count:
    """Say how many questions of one day and hour (UTC) ended how; `answer` is an entry's id."""

    day: date
    hour: int
    outcome: str
    answer: str | None
    number: int


@dataclass(frozen=True, slots=True)
class Rating:
    """Say how often an answer was rated on a day."""

    day: date
    answer: str
    helpful: bool
    number: int
