"""Stores: events and talks as the lines of an event file, as an editor would write them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.core.nouns import Event, Talk

Plain = str | Sequence["Plain"] | Mapping[str, "Plain"]
"""A value as it is written: text, list or mapping."""

_PLAIN = re.compile(r"[A-Za-zÄÖÜäöüß][\wÄÖÜäöüß .()/+’–-]*(?<! )")
_TWISTED = re.compile(r"(?:y|n|yes|no|on|off|true|false|null|~)", re.IGNORECASE)
_AS_IS = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?:[+-]\d{2}:\d{2})?)?")

SCHEDULE_KEYS = (
    "title", "speakers", "stage", "hall", "start", "end", "date", "language", "kind", "topics",
    "abstract", "source", "status", "sequence", "uid",
)  # fmt: skip
"""What a schedule tells of a talk; everything else an editor adds."""

_ORDER = (
    "id", "title", "speakers", "stage", "hall", "start", "end", "date", "language", "kind",
    "topics", "names", "questions", "abstract", "note", "about", "source", "seen", "status",
    "sequence", "uid",
)  # fmt: skip


def talk_as_plain(talk: Talk, zone: str) -> dict[str, Plain]:
    """Return what a schedule knows of a talk as it stands in an event file."""
    plain: dict[str, Plain | None] = {
        "id": talk.id,
        "title": next(iter(talk.title.values())),
        "speakers": list(talk.speakers),
        "stage": talk.stage,
        "hall": talk.hall,
        "start": _moment(talk.start, zone),
        "end": _moment(talk.end, zone),
        "date": talk.day.isoformat() if talk.day else None,
        "language": talk.language,
        "kind": talk.kind,
        "topics": list(talk.topics),
        "abstract": next(iter(talk.abstract.values()), None),
        "source": talk.source,
        "status": talk.status,
        "sequence": str(talk.sequence) if talk.sequence else None,
        "uid": talk.uid,
    }
    return {key: value for key, value in plain.items() if value}


def talk_lines(plain: Mapping[str, Plain], indent: int) -> list[str]:
    """Return the lines of one talk, its dash at that indentation."""
    keys = [*(key for key in _ORDER if key in plain), *(key for key in plain if key not in _ORDER)]
    lines = [line for key in keys for line in _lines(key, plain[key], indent + 2)]
    return [" " * indent + "- " + lines[0][indent + 2 :], *lines[1:]]


def event_lines(event: Event) -> list[str]:
    """Return the first lines of a new event file, up to the list of talks."""
    title = next(iter(event.title.values()))
    head = {
        "id": event.id,
        "title": title,
        "topic": "fair",
        "start": event.start.isoformat(),
        "end": event.end.isoformat(),
        "timezone": event.timezone,
    }
    if event.source:
        head["source"] = event.source
    lines = [line for key, value in head.items() for line in _lines(key, value, 4)]
    return [
        "# yaml-language-server: $schema=../schema.json",
        f"# Programm der Veranstaltung {title}, aus dem Zeitplan des Veranstalters übernommen.",
        "events:",
        "  - " + lines[0].strip(),
        *lines[1:],
        "    talks:",
    ]


def scalar(text: str) -> str:
    """Return a text as YAML reads it back unchanged: plain where that is safe, else in quotes."""
    if _AS_IS.fullmatch(text) or text.isdecimal():
        return text
    if _PLAIN.fullmatch(text) and not _TWISTED.fullmatch(text) and len(text) < 200:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ufeff]", lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _lines(key: str, value: Plain, indent: int) -> list[str]:
    start = " " * indent + key + ":"
    if isinstance(value, str):
        return _text_lines(start, key, value, indent)
    if isinstance(value, Mapping):
        return [
            start,
            *(line for name, each in value.items() for line in _lines(name, each, indent + 2)),
        ]
    if all(isinstance(each, str) for each in value):
        return [start, *(f"{' ' * indent}  - {_quoted(str(each))}" for each in value)]
    return [
        start,
        *(
            line
            for each in value
            if isinstance(each, Mapping)
            for line in talk_lines(each, indent + 2)
        ),
    ]


def _text_lines(start: str, key: str, value: str, indent: int) -> list[str]:
    if key not in ("start", "end", "date", "sequence", "seen"):
        if "\n" in value and _is_block(value):
            body = [" " * (indent + 2) + line if line else "" for line in value.split("\n")]
            return [f"{start} |-", *body]
        return [f"{start} {_quoted(value)}"]
    quoted = key == "seen" and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)
    return [f'{start} "{value}"' if quoted or key == "seen" else f"{start} {scalar(value)}"]


def _quoted(text: str) -> str:
    """Return a text that is meant as text, though it may look like a date or a number."""
    return json.dumps(text) if _AS_IS.fullmatch(text) or text.isdecimal() else scalar(text)


def _is_block(text: str) -> bool:
    lines = text.split("\n")
    clean = all(line == line.strip() for line in lines) and bool(lines[0]) and bool(lines[-1])
    return clean and all(char.isprintable() for line in lines for char in line)


def _moment(moment: datetime | None, zone: str) -> str | None:
    """Return the local time; with its offset in the hour that summer time's end repeats."""
    if moment is None:
        return None
    local = moment.astimezone(ZoneInfo(zone))
    twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    real = local.replace(tzinfo=None) == local.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(
        tzinfo=None
    )
    written = local if twice and real else local.replace(tzinfo=None)
    return written.isoformat("T", "minutes")


def days_of(plain: Iterable[Mapping[str, Plain]]) -> Iterator[date]:
    """Yield the day of every talk that has one."""
    for talk in plain:
        written = talk.get("start") or talk.get("date")
        if isinstance(written, str):
            yield date.fromisoformat(written[:10])
