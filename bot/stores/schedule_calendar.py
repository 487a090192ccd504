"""Stores: an iCalendar file (RFC 5545) becomes an event; with its export the only icalendar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component

from bot.core.nouns import Event, Talk
from bot.errors import ScheduleError
from bot.stores.schedule_ids import (
    HOME_ZONE,
    address,
    distinct,
    event_id,
    is_id,
    one_line,
    own_uid,
    plain_text,
    talk_ids,
    zone_named,
    zone_of,
)
from bot.stores.schedule_rows import MOST_TALKS


@dataclass(frozen=True, slots=True)
class _Meeting:
    component: Component
    start: datetime | None
    end: datetime | None
    day: date | None


def event_in_calendar(data: bytes, name: str) -> tuple[Event, tuple[str, ...]]:
    """Read an .ics; return the event and notices on what was left out. `name` may name the event."""
    calendar = _calendar(data)
    components = [each for each in calendar.walk("VEVENT") if one_line(_text(each, "SUMMARY"))]
    if not components:
        raise ScheduleError("Im Kalender stehen keine Termine – bitte die Datei prüfen.")
    if len(components) > MOST_TALKS:
        raise ScheduleError(f"Der Kalender hat mehr als {MOST_TALKS} Termine – bitte aufteilen.")
    zone = _zone(calendar, components)
    meetings = [_meeting(each, zone) for each in components]
    days = [day for each in meetings if (day := _day_of(each))]
    if not days:
        raise ScheduleError("Kein Termin im Kalender hat ein Datum – bitte die Datei prüfen.")
    title = one_line(_text(calendar, "X-WR-CALNAME") or _text(calendar, "NAME")) or name
    known = _text(calendar, "X-EVENT-ID")
    id_ = known if is_id(known) else event_id(title, min(days).year)
    event = Event(
        id=id_,
        title={"de": title},
        start=min(days),
        end=max(days),
        timezone=zone,
        talks=tuple(_talks(meetings, id_)),
    )
    return event, tuple(_notices(components))


def _calendar(data: bytes) -> Component:
    try:
        found = Calendar.from_ical(data)
        found.walk("VEVENT")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OSError) as error:
        # OSError: the name of a time zone is looked for as a file
        raise ScheduleError("Die Datei ist kein gültiger iCalendar-Kalender (.ics).") from error
    if found.name != "VCALENDAR":
        raise ScheduleError("Die Datei ist kein gültiger iCalendar-Kalender (.ics).")
    return found


def _notices(components: Sequence[Component]) -> Iterator[str]:
    repeated = sum("RRULE" in each for each in components)
    if repeated:
        yield f"{repeated} Termin(e) wiederholen sich; übernommen wird nur der erste Tag."


def _zone(calendar: Component, components: Sequence[Component]) -> str:
    """Return the named zone of the calendar, else of its first events, else one that fits."""
    if named := zone_named(_text(calendar, "X-WR-TIMEZONE")):
        return named
    starts = [_value(each, "DTSTART") for each in components]
    aware = [each for each in starts if isinstance(each, datetime) and each.tzinfo is not None]
    for start in aware:
        key = getattr(start.tzinfo, "key", None) or str(start.tzinfo)
        if key not in ("UTC", "Etc/UTC") and zone_named(key):
            return key
    fixed = [each for each in aware if each.utcoffset()]
    return zone_of(fixed) if fixed else HOME_ZONE


def _meeting(component: Component, zone: str) -> _Meeting:
    start, end = _value(component, "DTSTART"), _value(component, "DTEND")
    if not isinstance(start, datetime):
        return _Meeting(component, None, None, start if isinstance(start, date) else None)
    length = _value(component, "DURATION")
    if end is None and isinstance(length, timedelta):
        end = start + length
    begins = _local(start, zone)
    ends = _local(end, zone) if isinstance(end, datetime) else None
    return _Meeting(component, begins, ends if ends and ends > begins else None, None)


def _talks(meetings: Sequence[_Meeting], event: str) -> Iterator[Talk]:
    keys = [
        _text(each.component, "X-TALK-UID")
        or _text(each.component, "UID")
        or one_line(_text(each.component, "SUMMARY"))
        for each in meetings
    ]
    keys = distinct(keys, [each.start or each.day for each in meetings])
    named = [
        (one_line(_text(each.component, "SUMMARY")), key)
        for each, key in zip(meetings, keys, strict=True)
    ]
    known: set[str] = set()
    for meeting, key, made in zip(meetings, keys, talk_ids(event, named), strict=True):
        told = _text(meeting.component, "X-TALK-ID")
        id_ = told if is_id(told) and told not in known else made
        known.add(id_)
        yield _talk(meeting, key, id_, event)


def _talk(meeting: _Meeting, key: str, id_: str, event: str) -> Talk:
    component = meeting.component
    stage, hall = _text(component, "X-TALK-STAGE"), _text(component, "X-TALK-HALL")
    ours = bool(_text(component, "X-TALK-ID"))  # whose description repeats the other fields
    abstract = _text(component, "X-TALK-ABSTRACT" if ours else "DESCRIPTION")
    cancelled = _text(component, "STATUS").upper() == "CANCELLED"
    sequence = _value(component, "SEQUENCE")
    return Talk(
        id=id_,
        event=event,
        title={"de": one_line(_text(component, "SUMMARY"))},
        speakers=tuple(_list(component, "X-TALK-SPEAKER") or _attending(component)),
        stage=stage or (None if hall else one_line(_text(component, "LOCATION")) or None),
        hall=hall or None,
        start=meeting.start,
        end=meeting.end,
        day=meeting.day,
        language=_text(component, "X-TALK-LANGUAGE") or None,
        kind=_text(component, "X-TALK-KIND") or None,
        topics=tuple(_categories(component)),
        abstract={"de": plain_text(abstract)} if abstract.strip() else {},
        source=address(_text(component, "URL")),
        status="cancelled" if cancelled else None,
        sequence=sequence if isinstance(sequence, int) else 0,
        uid=None if key == own_uid(id_) else key,
    )


def _day_of(meeting: _Meeting) -> date | None:
    return meeting.start.date() if meeting.start else meeting.day


def _local(moment: datetime, zone: str) -> datetime:
    """Return the moment in the event's zone; a floating time is meant to be local there."""
    where = ZoneInfo(zone)
    plain = moment.replace(second=0, microsecond=0)
    return plain.replace(tzinfo=where) if plain.tzinfo is None else plain.astimezone(where)


def _value(component: Component, name: str) -> Any:  # noqa: ANN401 - what icalendar read
    """Return a date, time, length or number; None where the property is missing or broken."""
    value = component.get(name)
    if isinstance(value, list):
        value = value[0]
    if isinstance(value, int):
        return int(value)
    try:
        return None if value is None else value.dt
    except (AttributeError, ValueError):
        return None


def _text(component: Component, name: str) -> str:
    value = component.get(name)
    if isinstance(value, list):
        value = value[0]
    return "" if value is None else str(value).strip()


def _list(component: Component, name: str) -> list[str]:
    value = component.get(name)
    values = value if isinstance(value, list) else [value]
    return [one_line(str(each)) for each in values if each is not None and one_line(str(each))]


def _attending(component: Component) -> list[str]:
    """Return the names of those who attend: conferences list their speakers so."""
    value = component.get("ATTENDEE")
    values = value if isinstance(value, list) else [value]
    names = [str(getattr(each, "params", {}).get("CN", "")) for each in values]
    return list(dict.fromkeys(one_line(name) for name in names if one_line(name)))


def _categories(component: Component) -> list[str]:
    value = component.get("CATEGORIES")
    values = value if isinstance(value, list) else [value]
    return [
        one_line(str(category))
        for each in values
        if each is not None
        for category in getattr(each, "cats", [each])
    ]
