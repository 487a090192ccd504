"""Core: reminders and changes of talks: what is due at a moment, and what is worth telling."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.core.nouns import Talk

LEADS = (5, 10, 15, 30, 60)
"""Minutes before a talk's start that can be chosen."""

STILL_USEFUL = timedelta(minutes=15)
"""How long after a talk's start a missed reminder is still sent, with an excuse."""

GONE = "gone"
MUTED = "muted"


class Wish(Protocol):
    """Hold who wants to be reminded of which talk."""

    @property
    def chat(self) -> int: ...  # noqa: D102
    @property
    def talk(self) -> str: ...  # noqa: D102
    @property
    def minutes(self) -> int: ...  # noqa: D102
    @property
    def fired_for(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Due:
    """Say that a chat is to be reminded of a talk now; `late` where it has begun."""

    chat: int
    talk: Talk
    start: str
    minutes_left: int

    @property
    def late(self) -> bool:
        """Tell whether the talk has begun a while ago."""
        return self.minutes_left < 0


def due(wishes: Iterable[Wish], talks: Mapping[str, Talk], now: datetime) -> Iterator[Due]:
    """Return the reminders to send now; each once per start of its talk."""
    for wish in wishes:
        talk = talks.get(wish.talk)
        if talk is None or talk.start is None or not is_to_come(talk, now - STILL_USEFUL):
            continue
        start = stamp(talk.start)
        if wish.fired_for == start or now < talk.start - timedelta(minutes=wish.minutes):
            continue
        left = (talk.start - now).total_seconds() / 60
        yield Due(wish.chat, talk, start, round(left) if left > -1 else int(left))


def next_due(wishes: Iterable[Wish], talks: Mapping[str, Talk], now: datetime) -> datetime | None:
    """Return when the next reminder is due, if any is to come."""
    moments = [
        talk.start - timedelta(minutes=wish.minutes)
        for wish in wishes
        if (talk := talks.get(wish.talk)) and talk.start and wish.fired_for != stamp(talk.start)
    ]
    return min((moment for moment in moments if moment > now), default=None)


def is_to_come(talk: Talk, now: datetime) -> bool:
    """Tell whether a talk has a start, is not cancelled and has not begun."""
    return talk.start is not None and talk.status != "cancelled" and now < talk.start


def stamp(moment: datetime) -> str:
    """Return the moment as text, the same for the same instant in every zone."""
    return moment.astimezone(UTC).isoformat(timespec="minutes")


@dataclass(frozen=True, slots=True)
class Told:
    """Hold what somebody was last told of a talk's time, place and status."""

    start: str = ""
    stage: str = ""
    hall: str = ""
    status: str = ""

    @property
    def moment(self) -> datetime | None:
        """Return the start as a moment."""
        return datetime.fromisoformat(self.start) if self.start else None


def told_of(talk: Talk) -> Told:
    """Return what there is to tell of a talk."""
    start = stamp(talk.start) if talk.start else talk.day.isoformat() if talk.day else ""
    return Told(start, talk.stage or "", talk.hall or "", talk.status or "")


def fingerprint(talk: Talk | None) -> str:
    """Return what there is to tell of a talk in one line."""
    if talk is None:
        return GONE
    told = told_of(talk)
    return f"{told.start}\t{told.stage}\t{told.hall}\t{told.status}"


def read_fingerprint(line: str) -> Told:
    """Return what a line of `fingerprint` said; an unreadable one says nothing."""
    parts = line.split("\t")
    return Told(*parts) if len(parts) == 4 else Told()


def is_over(talk: Talk | None, told: Told, now: datetime) -> bool:
    """Tell whether a change no longer matters: both the old and the new start have passed."""
    starts = [moment for moment in (told.moment, talk.start if talk else None) if moment]
    aware = [each if each.tzinfo else each.replace(tzinfo=UTC) for each in starts]
    return bool(aware) and all(moment < now for moment in aware)


def clashes(talk: Talk, others: Iterable[Talk]) -> list[Talk]:
    """Return the other talks that run at the same time, at least in part."""
    return [other for other in others if other.id != talk.id and _overlap(talk, other)]


def _overlap(one: Talk, other: Talk) -> bool:
    if not (one.start and other.start and "cancelled" not in {one.status, other.status}):
        return False
    one_end, other_end = (each.end or each.start for each in (one, other))
    if one_end is None or other_end is None:
        return False
    if one.start == other.start:
        return True
    return one.start < other_end and other.start < one_end
