"""Stores: talks as an iCalendar file (RFC 5545) that calendars keep up to date."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar import Event as Meeting

from bot.core.nouns import Event, Talk
from bot.core.phrasebook import in_language
from bot.stores.schedule_ids import global_uid, own_uid

MAKER = "-//Smart City Schwerte//Bürgerbot//DE"


def calendar_of(
    talks: Sequence[Talk],
    events: Mapping[str, Event],
    made: datetime,
    language: str = "de",
    title: str | None = None,
) -> bytes:
    """Return an .ics of the talks; those without a published day are left out.

    `made` is the time of making (aware). The UID of a talk never changes and its SEQUENCE rises
    with each move, so that reading the file again replaces what a calendar has; a cancelled talk
    is told as such. Times are local to the event, its zone named in full.
    """
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    shown = [talk for talk in talks if talk.start or talk.day]
    used = list(dict.fromkeys(talk.event for talk in shown or talks))
    if len(used) == 1:
        event = events[used[0]]
        calendar.add("x-wr-calname", title or in_language(event.title, language))
        calendar.add("x-wr-timezone", event.timezone)
        calendar.add("x-event-id", event.id)
    elif title:
        calendar.add("x-wr-calname", title)
    for talk in shown:
        calendar.add_component(_meeting(talk, events[talk.event], made, language))
    if years := [day.year for talk in shown if (day := talk.start or talk.day)]:
        calendar.add_missing_timezones(
            first_date=date(min(years), 1, 1), last_date=date(max(years) + 1, 1, 1)
        )
    return bytes(calendar.to_ical())


def uid_of(talk: Talk) -> str:
    """Return the talk's calendar id: the organiser's, else one made of its own id."""
    return global_uid(talk.uid, talk.event) if talk.uid else own_uid(talk.id)


def _meeting(talk: Talk, event: Event, made: datetime, language: str) -> Meeting:
    meeting = Meeting()
    meeting.add("uid", uid_of(talk))
    meeting.add("dtstamp", made.astimezone(UTC))
    meeting.add("sequence", talk.sequence)
    meeting.add("status", "CANCELLED" if talk.status == "cancelled" else "CONFIRMED")
    meeting.add("summary", in_language(talk.title, language))
    _add_times(meeting, talk, ZoneInfo(event.timezone))
    _add_texts(meeting, talk, event, language)
    return meeting


def _add_times(meeting: Meeting, talk: Talk, zone: ZoneInfo) -> None:
    if talk.start is not None:
        meeting.add("dtstart", talk.start.astimezone(zone))
        if talk.end is not None:
            meeting.add("dtend", talk.end.astimezone(zone))
    elif talk.day is not None:
        meeting.add("dtstart", talk.day)
        meeting.add("dtend", talk.day + timedelta(days=1))
        meeting.add("transp", "TRANSPARENT")  # a day known without its time keeps nobody busy


def _add_texts(meeting: Meeting, talk: Talk, event: Event, language: str) -> None:
    """Add what people read, and beside it each field by itself for programs."""
    abstract = in_language(talk.abstract, language)
    source = talk.source or event.source
    place = ", ".join(dict.fromkeys(filter(None, (talk.stage, talk.hall))))
    told = [", ".join(talk.speakers), abstract, in_language(talk.note, language), source]
    single = {
        "location": place,
        "description": "\n\n".join(filter(None, told)),
        "url": talk.source,
        "x-talk-id": talk.id,
        "x-talk-uid": talk.uid,
        "x-talk-stage": talk.stage,
        "x-talk-hall": talk.hall,
        "x-talk-kind": talk.kind,
        "x-talk-language": talk.language,
        "x-talk-abstract": abstract,
    }
    for name, value in single.items():
        if value:
            meeting.add(name, value)
    for speaker in talk.speakers:
        meeting.add("x-talk-speaker", speaker)
    if talk.topics:
        meeting.add("categories", list(talk.topics))
