"""Core: what is searched in the timetable, and which talks fit a moment of time."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.core.moments import Moment, Span
from bot.core.talk_index import Item

OPEN_END = timedelta(hours=1)
"""How long a talk whose end was not published may still be running."""


@dataclass(frozen=True, slots=True)
class TalkSearch:
    """Hold a search, so that "und morgen?" can go on from it.

    `words` are what was asked about, `people` and `stages` keys of the index, `shown` all talks
    found (ids, in order), `offset` how many of them were shown before, `among` the list that one
    talk was chosen from.
    """

    events: tuple[str, ...] = ()
    moment: Moment | None = None
    stages: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    titles: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    language: str | None = None
    shown: tuple[str, ...] = ()
    offset: int = 0
    heading: str = ""
    among: tuple[str, ...] = ()


def is_running(item: Item, now: datetime) -> bool:
    """Tell whether the talk is on now; with an unknown end, whether it began a short while ago."""
    if item.start is None:
        return False
    end = item.end or item.start + OPEN_END
    return item.start <= now.astimezone(UTC) < end


def fits(item: Item, moment: Moment, now: datetime, *, perhaps: bool = False) -> bool:
    """Tell whether a talk is on at the moment asked for.

    With `perhaps` one that began within the hour before and whose end nobody published counts, and
    "heute noch" also means what is still on.
    """
    still = perhaps and moment.kind == "later" and is_running(item, now)
    if moment.kind == "now" or still:
        return is_running(item, now)
    if moment.kind in ("next", "later"):
        return item.start is not None and any(span.holds(item.start) for span in moment.spans)
    if not moment.spans:
        return True
    if item.start is None:
        return item.day is not None and any(_is_whole(span, item) for span in moment.spans)
    if moment.kind == "at":
        end = item.end or item.start + (OPEN_END if perhaps else timedelta(minutes=1))
        return any(_overlaps(item.start, end, span) for span in moment.spans)
    return any(span.holds(item.start) for span in moment.spans)


def may_fit(item: Item, moment: Moment) -> bool:
    """Tell whether a talk may be on then for all that was published: its day, but no time of it."""
    days = {span.start.date() for span in moment.spans}
    return item.start is None and item.day in days


def by_time(items: Iterable[Item]) -> list[Item]:
    """Sort talks by event, day and time; what has no time comes after what has one."""
    latest = datetime.max.replace(tzinfo=UTC)
    return sorted(
        items,
        key=lambda item: (
            item.event.start,
            item.day is None,
            item.day or item.event.start,
            item.start or latest,
            item.talk.stage or "",
        ),
    )


def picked(items: Sequence[Item], moment: Moment | None) -> list[Item]:
    """Keep the first or last talk of each day where just that was asked for."""
    timed = [item for item in items if item.start is not None]
    if moment is None or moment.pick is None or not timed:
        return list(items)
    choose: Callable[..., Item] = min if moment.pick == "first" else max
    days = dict.fromkeys(item.day for item in timed)
    chosen = [
        choose((item for item in timed if item.day == day), key=lambda item: item.start)
        for day in days
    ]
    return [item for item in timed if any(item.start == one.start for one in chosen)]


def _overlaps(start: datetime, end: datetime, span: Span) -> bool:
    return start < span.end.astimezone(UTC) and end > span.start.astimezone(UTC)


def _is_whole(span: Span, item: Item) -> bool:
    """Tell whether the span is the whole day the talk is on."""
    whole = span.end.date() > span.start.date() and span.start.hour + span.start.minute == 0
    return whole and span.start.date() == item.day and (span.end.hour, span.end.minute) == (0, 0)
