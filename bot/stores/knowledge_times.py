"""Stores: the days of an event and the times of its talks fit each other and the clock on the wall."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.stores.knowledge_pieces import Piece
from bot.stores.knowledge_reading import Reading

DEFAULT_ZONE = "Europe/Berlin"
_OUTSIDE = "Tag prüfen, oder „start“ und „end“ des Ereignisses"


def aware(written: datetime, zone: str) -> datetime:
    """Return the moment in the zone; a time without an offset is local there."""
    if written.tzinfo is None:
        return written.replace(tzinfo=ZoneInfo(zone))
    return written.astimezone(ZoneInfo(zone))


def check_entry_days(reading: Reading, entry: Piece) -> None:
    """Report a validity that ends before it begins, and coordinates that stand alone."""
    _check_order(reading, entry.part("valid_from"), entry.part("valid_until"))
    place = entry.part("place")
    if place is not None and len(place.named & {"latitude", "longitude"}) == 1:
        problem = "„latitude“ und „longitude“ gehören zusammen"
        reading.report(place, problem, "beide angeben oder keine")


def check_event_times(reading: Reading, event: Piece) -> None:
    """Report days and times of an event and its talks that can't be."""
    first, last = event.part("start"), event.part("end")
    _check_order(reading, first, last)
    zone = event.said("timezone") or DEFAULT_ZONE
    for talk in event.items("talks"):
        for moment in filter(None, map(talk.part, ("start", "end"))):
            _check_clock(reading, moment, zone)
        _check_span(reading, talk, zone)
        if first is not None and last is not None:
            for at, day in _days(talk, zone):
                _check_inside(reading, at, day, first.value, last.value)


def _check_order(reading: Reading, first: Piece | None, last: Piece | None) -> None:
    if first is not None and last is not None and last.value < first.value:
        problem = f"das Ende {last.value} liegt vor dem Beginn {first.value}"
        reading.report(last, problem, "die beiden Angaben prüfen")


def _check_clock(reading: Reading, moment: Piece, zone: str) -> None:
    written = moment.value
    if written.tzinfo is not None:
        return
    early = written.replace(tzinfo=ZoneInfo(zone))
    if early.utcoffset() == early.replace(fold=1).utcoffset():
        return
    if early.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != written:
        problem = f"{written:%H:%M} Uhr gibt es an diesem Tag nicht (Umstellung auf Sommerzeit)"
        reading.report(moment, problem, "die Uhrzeit prüfen")
    else:
        problem = f"{written:%H:%M} Uhr gibt es an diesem Tag zweimal (Umstellung auf Winterzeit)"
        reading.report(
            moment, problem, f"mit Abstand zu UTC schreiben: {early.isoformat('T', 'minutes')}"
        )


def _check_span(reading: Reading, talk: Piece, zone: str) -> None:
    start, end, day = talk.part("start"), talk.part("end"), talk.part("date")
    if end is not None and "start" not in talk.named:
        reading.report(end, "„end“ steht ohne „start“", "den Beginn ergänzen oder „end“ löschen")
    if start is not None and end is not None and aware(end.value, zone) <= aware(start.value, zone):
        reading.report(end, "das Ende liegt nicht nach dem Beginn", "„start“ und „end“ prüfen")
    if start is not None and day is not None and aware(start.value, zone).date() != day.value:
        reading.report(day, "„date“ und „start“ nennen verschiedene Tage", "„date“ löschen")


def _days(talk: Piece, zone: str) -> Iterator[tuple[Piece, date]]:
    start, end, day = talk.part("start"), talk.part("end"), talk.part("date")
    if day is not None:
        yield day, day.value
    if start is not None:
        yield start, aware(start.value, zone).date()
    if end is not None and start is not None:
        # what begins on the last evening may end after midnight
        first, last = aware(start.value, zone), aware(end.value, zone)
        yield end, max(first.date(), (last - timedelta(hours=12)).date())


def _check_inside(reading: Reading, at: Piece, day: date, first: date, last: date) -> None:
    if not first <= day <= last:
        problem = f"der Tag {day} liegt außerhalb des Ereignisses ({first} bis {last})"
        reading.report(at, problem, _OUTSIDE)
