"""Stores: ids, plain text and time zones for what a foreign schedule brings."""

import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.core.reading import fold

LONGEST_ID = 48
LONGEST_EVENT_ID = 24
HOME_ZONE = "Europe/Berlin"
"""The zone assumed where a schedule names none."""

DOMAIN = "buergerbot.schwerte"
"""What a calendar id ends with if the organiser gave the talk none."""

LONGEST_TEXT = 4000
"""Characters kept of an abstract."""

_LIKELY_ZONES = (HOME_ZONE, "Europe/London", "UTC", "America/New_York", "America/Los_Angeles")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--.*?--)>", re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/li|/h\d|/div)\b[^<>]*>", re.IGNORECASE)


def slug(text: str, longest: int) -> str:
    """Return the text as an id part: a-z, 0-9 and hyphens, cut at a word's end where it can be."""
    whole = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    if len(whole) <= longest:
        return whole
    cut = whole[: longest + 1]
    return (cut.rsplit("-", 1)[0] if "-" in cut[longest // 2 :] else whole[:longest]).strip("-")


def event_id(name: str, year: int) -> str:
    """Return the id of an event: its short name, with the year."""
    base = slug(name, LONGEST_EVENT_ID) or "event"
    return base if str(year) in base else f"{slug(base, LONGEST_EVENT_ID - 5)}-{year}"


def talk_ids(event: str, named: Sequence[tuple[str, str]]) -> list[str]:
    """Return an id for each (title, key); equal ones get a mark of their key, whatever the order."""
    room = LONGEST_ID - len(event) - 1
    bases = [slug(title, room) or "talk" for title, _ in named]
    often = Counter(bases)
    ids = []
    for base, (_, key) in zip(bases, named, strict=True):
        mark = hashlib.sha256(key.encode()).hexdigest()[:7]
        own = base if often[base] == 1 else f"{slug(base, room - 8) or 'talk'}-{mark}"
        ids.append(f"{event}.{own}")
    return ids


def distinct(keys: Sequence[str], times: Sequence[object]) -> list[str]:
    """Return the keys with the time, and if need be a number, behind those that come twice."""
    often = Counter(keys)
    timed = [
        key if often[key] == 1 else f"{key}#{time}" for key, time in zip(keys, times, strict=True)
    ]
    seen: Counter[str] = Counter()
    numbered = []
    for key in timed:
        seen[key] += 1
        numbered.append(key if seen[key] == 1 else f"{key}#{seen[key]}")
    return numbered


def own_uid(id_: str) -> str:
    """Return the calendar id of a talk that came without one."""
    return f"{id_}@{DOMAIN}"


def global_uid(uid: str, event: str) -> str:
    """Return a calendar id no other calendar has (RFC 5545, 3.8.4.7): "17" is of its event only."""
    return uid if "@" in uid or _UUID.fullmatch(uid) else f"{uid}.{event}@{DOMAIN}"


def address(url: str) -> str | None:
    """Return the address if it is one of the web."""
    return url if re.match(r"https?://[^\s/]+", url) and not re.search(r"\s", url) else None


def is_id(text: str) -> bool:
    """Tell whether the text can be an id of the knowledge."""
    return (
        len(text) <= LONGEST_ID and re.fullmatch(r"[a-z0-9]+(?:[-.][a-z0-9]+)*", text) is not None
    )


def plain_text(text: str | None) -> str:
    """Return the text without HTML and control characters, paragraphs kept, bounded in length."""
    if not text:
        return ""
    bare = html.unescape(_TAG.sub("", _BREAK.sub("\n", text)))
    bare = "".join(char for char in bare if char == "\n" or char.isprintable())
    lines = [" ".join(line.split()) for line in bare.splitlines()]
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return joined if len(joined) <= LONGEST_TEXT else joined[:LONGEST_TEXT].rsplit(" ", 1)[0] + " …"


def one_line(text: str | None) -> str:
    """Return the text without HTML, on one line."""
    return " ".join(plain_text(text).split())


def zone_named(name: str | None) -> str | None:
    """Return the zone's name if there is such a zone."""
    try:
        return ZoneInfo(name).key if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_of(times: Iterable[datetime]) -> str:
    """Return a zone that has the offset each of the times is written with."""
    aware = [time for time in times if time.tzinfo is not None]
    for name in _LIKELY_ZONES:
        zone = ZoneInfo(name)
        if all(time.astimezone(zone).utcoffset() == time.utcoffset() for time in aware):
            return name
    hours = round((aware[0].utcoffset() or UTC.utcoffset(None)).total_seconds() / 3600)
    return zone_named(f"Etc/GMT{-hours:+d}") or "UTC"
