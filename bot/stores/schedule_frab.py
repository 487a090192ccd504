"""Stores: schedule.json and schedule.xml of pretalx, frab and their kin become a conference."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

from bot.errors import ScheduleError
from bot.stores.schedule_rows import Conference, Row, text_of

_DECLARED = re.compile(r"<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]+)[\"']")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*\[|<!ENTITY", re.IGNORECASE)


def conference_in_json(data: bytes) -> Conference:
    """Read a schedule.json; raise ScheduleError where it is none."""
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise ScheduleError(
            "Die Datei ist kein gültiges JSON – bitte neu herunterladen."
        ) from error
    root = _mapping(_mapping(document).get("schedule")) or _mapping(document)
    about = _mapping(root.get("conference"))
    days = about.get("days") or root.get("days")
    if not isinstance(days, list):
        raise ScheduleError(
            "In der JSON-Datei fehlt der Zeitplan („conference“ mit „days“) – "
            "gebraucht wird die schedule.json von pretalx oder frab."
        )
    opens = text_of(about, "day_change")
    rows = [row for day in days for row in _rows_of_day(_mapping(day), opens)]
    return Conference(
        title=text_of(about, "title", "name"),
        acronym=text_of(about, "acronym", "slug"),
        start=text_of(about, "start"),
        end=text_of(about, "end"),
        zone=text_of(about, "time_zone_name", "timezone"),
        url=text_of(about, "url") or text_of(root, "base_url"),
        rows=rows,
    )


def _rows_of_day(day: Mapping[str, Any], opens: str) -> Iterator[Row]:
    rooms = day.get("rooms")
    named = (
        list(rooms.items())
        if isinstance(rooms, dict)
        else [
            (text_of(_mapping(room), "name"), _mapping(room).get("events"))
            for room in (rooms if isinstance(rooms, list) else ())
        ]
    )
    for room, talks in named:
        for talk in talks if isinstance(talks, list) else ():
            if isinstance(talk, dict) and text_of(talk, "title"):
                yield _row(talk, str(room), day, opens)


def _row(talk: Mapping[str, Any], room: str, day: Mapping[str, Any], opens: str) -> Row:
    title = " ".join(text_of(talk, "title").split())
    off = any(talk.get(key) is True for key in ("cancelled", "canceled", "is_cancelled"))
    return Row(
        title=title,
        key=text_of(talk, "guid", "code", "id", "slug") or title,
        room=text_of(talk, "room") or room,
        date=text_of(talk, "date"),
        start=text_of(talk, "start"),
        duration=text_of(talk, "duration"),
        day=text_of(day, "date"),
        day_start=text_of(day, "day_start") or opens,
        subtitle=text_of(talk, "subtitle"),
        track=text_of(talk, "track"),
        kind=text_of(talk, "type"),
        language=text_of(talk, "language"),
        abstract=text_of(talk, "abstract"),
        description=text_of(talk, "description"),
        url=text_of(talk, "url"),
        status="cancelled" if off else text_of(talk, "status", "state"),
        persons=[_person(person) for person in _list(talk, "persons") or _list(talk, "speakers")],
    )


def _person(person: object) -> str:
    if isinstance(person, str):
        return person
    return text_of(_mapping(person), "public_name", "full_public_name", "name", "display_name")


def _list(talk: Mapping[str, Any], key: str) -> list[Any]:
    value = talk.get(key)
    return value if isinstance(value, list) else []


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def conference_in_xml(data: bytes) -> Conference:
    """Read a schedule.xml; entities of its own are refused, so that no text can blow up."""
    root = _root(data)
    about = root.find("conference")
    if root.tag != "schedule" or root.find("day") is None:
        raise ScheduleError(
            "Die XML-Datei ist kein Zeitplan („schedule“ mit „day“) – "
            "gebraucht wird die schedule.xml von pretalx oder frab."
        )
    return Conference(
        title=_said(about, "title"),
        acronym=_said(about, "acronym"),
        start=_said(about, "start"),
        end=_said(about, "end"),
        zone=_said(about, "time_zone_name", "timezone"),
        url=_said(about, "url", "base_url"),
        rows=[
            row
            for day in root.iter("day")
            for row in _rows_of_element(day, _said(about, "day_change"))
        ],
    )


def _root(data: bytes) -> ET.Element:
    encoding = _ENCODING.match(data.lstrip())
    name = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if name != "utf-16" and encoding and encoding[1].decode().lower() not in ("utf-8", "utf8"):
        name = encoding[1].decode()
    try:
        text = _DECLARED.sub("", data.decode(name), count=1).strip()
    except (UnicodeDecodeError, LookupError) as error:
        raise ScheduleError(
            "Die Zeichen der XML-Datei sind nicht lesbar – bitte als UTF-8 speichern."
        ) from error
    if _DOCTYPE.search(text):
        raise ScheduleError("Die XML-Datei bringt eigene Entitäten mit – das ist nicht erlaubt.")
    try:
        return ET.fromstring(text)  # noqa: S314 - no entities are left that could expand
    except ET.ParseError as error:
        line = error.position[0]
        raise ScheduleError(f"Die XML-Datei ist in Zeile {line} kein gültiges XML.") from error


def _rows_of_element(day: ET.Element, opens: str) -> Iterator[Row]:
    for room in day.iter("room"):
        for talk in room.iter("event"):
            title = " ".join(_said(talk, "title").split())
            if title:
                row = _row_of_element(talk, title, room)
                starts = day.get("start", "") or opens
                yield replace(row, day=day.get("date", ""), day_start=starts)


def _row_of_element(talk: ET.Element, title: str, room: ET.Element) -> Row:
    persons = talk.findall("persons/person") or talk.findall("speakers/speaker")
    status = _said(talk, "status", "state")
    if _said(talk, "cancelled", "canceled").lower() == "true":
        status = "cancelled"
    return Row(
        title=title,
        key=talk.get("guid") or talk.get("code") or talk.get("id") or _said(talk, "slug") or title,
        room=_said(talk, "room") or room.get("name", ""),
        date=_said(talk, "date"),
        start=_said(talk, "start"),
        duration=_said(talk, "duration"),
        subtitle=_said(talk, "subtitle"),
        track=_said(talk, "track"),
        kind=_said(talk, "type"),
        language=_said(talk, "language"),
        abstract=_said(talk, "abstract"),
        description=_said(talk, "description"),
        url=_said(talk, "url"),
        status=status,
        persons=["".join(person.itertext()).strip() for person in persons],
    )


def _said(element: ET.Element | None, *names: str) -> str:
    """Return the text of the first child of those names that has one."""
    for name in names:
        child = element.find(name) if element is not None else None
        if child is not None and (text := "".join(child.itertext()).strip()):
            return text
    return ""
