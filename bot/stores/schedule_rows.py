"""Stores: the rows of a pretalx or frab schedule, however its dialect wrote them, become an event."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.nouns import Event, Talk
from bot.errors import ScheduleError
from bot.stores.schedule_ids import (
    HOME_ZONE,
    address,
    distinct,
    event_id,
    one_line,
    plain_text,
    talk_ids,
    zone_named,
    zone_of,
)

MOST_TALKS = 20_000
_DURATION = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2})")
_WITH_SECONDS = re.compile(r"\d{2}:\d{2}:\d{2}")
_CANCELLED = ("cancelled", "canceled", "abgesagt")


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one talk as the schedule wrote it; times as text."""

    title: str
    key: str
    room: str = ""
    date: str = ""
    start: str = ""
    duration: str = ""
    day: str = ""
    day_start: str = ""
    subtitle: str = ""
    track: str = ""
    kind: str = ""
    language: str = ""
    abstract: str = ""
    description: str = ""
    url: str = ""
    status: str = ""
    persons: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Conference:
    """Hold what a schedule says about the whole event."""

    title: str = ""
    acronym: str = ""
    start: str = ""
    end: str = ""
    zone: str = ""
    url: str = ""
    rows: list[Row] = field(default_factory=list)


def text_of(mapping: Mapping[str, Any], *keys: str) -> str:
    """Return the first of the values that is a text or a number, else ''."""
    for key in keys:
        value = mapping.get(key)
        if isinstance(value, dict):
            value = value.get("de") or value.get("en") or next(iter(value.values()), None)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return ""


def event_of(conference: Conference) -> Event:
    """Return the event; its talks sorted by time. Raise ScheduleError where times can't be read."""
    rows = conference.rows
    if not rows:
        raise ScheduleError("Im Zeitplan stehen keine Programmpunkte – bitte die Datei prüfen.")
    if len(rows) > MOST_TALKS:
        raise ScheduleError(f"Der Zeitplan hat mehr als {MOST_TALKS} Einträge – bitte aufteilen.")
    times = [_start(row) for row in rows]
    zone = zone_named(conference.zone) or zone_of(filter(None, times))
    local = [_in_zone(moment, zone) for moment in times]
    days = [moment.date() for moment in local if moment] + [
        day for day in (_day(conference.start), _day(conference.end)) if day
    ]
    if not days:
        raise ScheduleError("Im Zeitplan steht kein einziger Tag – bitte die Datei prüfen.")
    title = one_line(conference.title) or conference.acronym or "Veranstaltung"
    id_ = event_id(conference.acronym or title, min(days).year)
    keys = distinct([row.key for row in rows], times)
    rows = [replace(row, key=key) for row, key in zip(rows, keys, strict=True)]
    ids = talk_ids(id_, [(row.title, row.key) for row in rows])
    talks = [
        _talk(row, one_id, id_, start) for row, one_id, start in zip(rows, ids, local, strict=True)
    ]
    return Event(
        id=id_,
        title={"de": title},
        start=min(days),
        end=max(days),
        timezone=zone,
        talks=tuple(sorted(talks, key=_order)),
        source=address(conference.url),
    )


def _order(talk: Talk) -> tuple[bool, str, str, str]:
    start = talk.start.astimezone(ZoneInfo("UTC")).isoformat() if talk.start else ""
    return talk.start is None, start, talk.stage or "", talk.id


def _talk(row: Row, id_: str, event: str, start: datetime | None) -> Talk:
    length = duration_of(row.duration)
    abstract = "\n\n".join(filter(None, (one_line(row.subtitle), plain_text(row.abstract))))
    abstract = abstract or plain_text(row.description)
    code = re.match(r"[a-zA-Z]{2,3}", row.language)
    return Talk(
        id=id_,
        event=event,
        title={"de": row.title},
        speakers=tuple(dict.fromkeys(filter(None, map(one_line, row.persons)))),
        stage=one_line(row.room) or None,
        start=start,
        end=_later(start, length),
        day=None if start else _day(row.day),
        language=code.group().lower() if code else None,
        kind=one_line(row.kind).lower() or None,
        topics=tuple(filter(None, [one_line(row.track)])),
        abstract={"de": abstract} if abstract else {},
        source=address(row.url),
        status="cancelled" if row.status.casefold() in _CANCELLED else None,
        uid=row.key,
    )


def duration_of(written: str) -> timedelta | None:
    """Read "0:45", "45" (minutes), "1:02:30" (days first), "00:45:00" (seconds last).

    Return None for nothing or zero. Two figures in front of three mean hours: no talk lasts ten days.
    """
    if _WITH_SECONDS.fullmatch(written):
        written = written[:-3]
    if written.isdigit() and len(written) < 5:
        return timedelta(minutes=int(written)) or None
    match = _DURATION.fullmatch(written)
    if match is None:
        return None
    days, hours, minutes = (int(part or 0) for part in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes) or None


def _start(row: Row) -> datetime | None:
    """Return the start: the full date if there is one, else the day and the time of day."""
    if "T" in row.date or " " in row.date.strip():
        try:
            return datetime.fromisoformat(row.date.strip())
        except ValueError as error:
            raise ScheduleError(
                f"Das Datum „{row.date[:40]}“ von „{row.title[:60]}“ ist nicht lesbar."
            ) from error
    day, clock = _day(row.date) or _day(row.day), _clock(row.start)
    if day is None or clock is None:
        return None
    opens = _opening(row.day_start)
    past_midnight = opens is not None and clock < opens and clock < time(9)
    return datetime.combine(day + timedelta(days=past_midnight), clock)


def _opening(written: str) -> time | None:
    match = re.search(r"T(\d{1,2}:\d{2})", written)
    return _clock(match.group(1) if match else written)


def _clock(written: str) -> time | None:
    match = re.fullmatch(r"(\d{1,2}):(\d{2})(?::\d{2})?", written.strip())
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return time(int(match[1]), int(match[2]))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written.strip()[:10])
    except ValueError:
        return None


def _in_zone(moment: datetime | None, zone: str) -> datetime | None:
    if moment is None:
        return None
    plain = moment.replace(second=0, microsecond=0)
    where = ZoneInfo(zone or HOME_ZONE)
    return plain.replace(tzinfo=where) if plain.tzinfo is None else plain.astimezone(where)


def _later(start: datetime | None, length: timedelta | None) -> datetime | None:
    """Return the end by elapsed time, so that a night of summer-time change comes out right."""
    if start is None or length is None:
        return None
    return (start.astimezone(ZoneInfo("UTC")) + length).astimezone(start.tzinfo)
