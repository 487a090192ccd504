"""Stores: schedule files – pretalx or frab JSON and XML, iCalendar – become events."""

from dataclasses import dataclass
from pathlib import Path

from bot.core.nouns import Event
from bot.errors import ScheduleError
from bot.stores.schedule_calendar import event_in_calendar
from bot.stores.schedule_frab import conference_in_json, conference_in_xml
from bot.stores.schedule_merging import Merge, merge_schedule
from bot.stores.schedule_rows import event_of

LARGEST = 32 * 1024 * 1024
"""Bytes of a schedule that are read; the largest known public ones have about five million."""

__all__ = [
    "Merge",
    "ScheduleRead",
    "merge_schedule",
    "present_text",
    "read_schedule",
    "read_with_notices",
    "write_bytes",
    "write_text",
]


@dataclass(frozen=True, slots=True)
class ScheduleRead:
    """Hold the event of a file, and notices on what of it could not be taken over."""

    event: Event
    notices: tuple[str, ...] = ()


def read_schedule(path: Path) -> Event:
    """Return the event of a schedule file; raise ScheduleError with one sentence if it is none."""
    return read_with_notices(path).event


def read_with_notices(path: Path) -> ScheduleRead:
    """Return the event and the notices; raise ScheduleError with one sentence if it is none."""
    try:
        return _read(path, _bytes(path))
    except (ValueError, OverflowError) as error:
        raise ScheduleError(
            f"Eine Zeitangabe in {path.name} ist nicht lesbar – bitte die Datei prüfen."
        ) from error


def _read(path: Path, data: bytes) -> ScheduleRead:
    """Read the file as what it shows to be in what it begins with."""
    begins = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].upper()
    if begins.startswith(b"BEGIN:VCALENDAR"):
        return ScheduleRead(*event_in_calendar(data.lstrip(b"\xef\xbb\xbf \t\r\n"), path.stem))
    if begins.startswith((b"{", b"[")):
        return ScheduleRead(event_of(conference_in_json(data)))
    if begins.startswith(b"<") or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ScheduleRead(event_of(conference_in_xml(data)))
    raise ScheduleError(
        f"{path.name} ist weder schedule.json noch schedule.xml noch ein Kalender (.ics)."
    )


def present_text(path: Path) -> str | None:
    """Return the text of the event file that is there, or None where there is none."""
    try:
        return path.read_text(encoding="utf-8") if path.exists() else None
    except (OSError, UnicodeDecodeError) as error:
        raise ScheduleError(f"{path} ist nicht lesbar – bitte Rechte und UTF-8 prüfen.") from error


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8, whole or not at all."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """Write beside the file and put it in place in one step, so that none is ever half written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(path.name + ".part")
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        raise ScheduleError(f"{path} ist nicht beschreibbar – bitte Rechte prüfen.") from error


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise ScheduleError(f"{path.name} ist größer als {LARGEST // 1024**2} MB.")
        return path.read_bytes()
    except OSError as error:
        raise ScheduleError(f"{path} ist nicht lesbar – bitte Pfad und Rechte prüfen.") from error
