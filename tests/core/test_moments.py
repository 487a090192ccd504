"""Moments: what a phrase means at several clocks, across midnight, month's end and summer time."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.moments import Moment, Span, read_moment

BERLIN = ZoneInfo("Europe/Berlin")
DAYS = [date(2024, 10, 15), date(2024, 10, 16), date(2024, 10, 17)]
ALSO = [date(2023, 11, 7), date(2023, 11, 8), date(2023, 11, 9)]
CLOCKS = (
    datetime(2024, 10, 16, 13, 5, tzinfo=BERLIN),
    datetime(2024, 10, 14, 23, 58, tzinfo=BERLIN),
    datetime(2024, 10, 31, 0, 1, tzinfo=BERLIN),
)
TABLE = Path(__file__).with_name("moments.txt")
ROWS = [
    [cell.strip() for cell in line.split("|")]
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def spelt(moment: Moment | None) -> str:
    """Return a moment as the table writes it; `+3` are three whole days from that day on."""
    if moment is None:
        return "-"
    parts = [moment.kind, str(moment.year or ""), moment.pick or "", _spans(moment.spans)]
    return " ".join(part for part in parts if part)


def _spans(spans: tuple[Span, ...]) -> str:
    if spans and all(span.end - span.start == timedelta(days=1) for span in spans):
        in_a_row = spans[-1].start - spans[0].start == timedelta(days=len(spans) - 1)
        if in_a_row:
            return f"{spans[0].start:%d.%m.%y}+{len(spans)}"
    return ", ".join(map(_span, spans))


def _span(span: Span) -> str:
    start = f"{span.start:%d.%m.%y %H:%M}"
    if span.end - span.start == timedelta(minutes=1):
        return start
    same_day = span.end.date() == span.start.date()
    return f"{start}–{span.end:%H:%M}" if same_day else f"{start}–{span.end:%d. %H:%M}"


def test_table_is_long_enough():
    assert len(ROWS) >= 180


@pytest.mark.parametrize(("phrase", "running", "before", "after"), ROWS)
def test_phrase_at_three_clocks(phrase, running, before, after):
    found = [spelt(read_moment(phrase, now, DAYS, ALSO)) for now in CLOCKS]

    assert found == [running, before, after]


@pytest.mark.parametrize(
    ("phrase", "now", "expected"),
    [
        ("in einer Stunde", "2024-10-27T00:30+00:00", "2024-10-27T01:30+00:00"),
        ("in zwei Stunden", "2024-10-26T23:30+00:00", "2024-10-27T01:30+00:00"),
        ("in an hour", "2025-03-30T00:30+00:00", "2025-03-30T01:30+00:00"),
        ("vor einer Stunde", "2025-03-30T01:10+00:00", "2025-03-30T00:10+00:00"),
        ("in einer halben Stunde", "2024-12-31T22:45+00:00", "2024-12-31T23:15+00:00"),
        ("um 14 Uhr", "2025-03-30T06:00+00:00", "2025-03-30T12:00+00:00"),
        ("morgen um 9 Uhr", "2025-03-29T12:00+00:00", "2025-03-30T07:00+00:00"),
        ("morgen um 9 Uhr", "2024-10-26T12:00+00:00", "2024-10-27T08:00+00:00"),
        ("gestern um 14 Uhr", "2024-02-29T23:30+00:00", "2024-02-29T13:00+00:00"),
        ("heute um 23 Uhr", "2024-02-28T23:30+00:00", "2024-02-29T22:00+00:00"),
        ("um Mitternacht", "2024-12-31T12:00+00:00", "2024-12-31T23:00+00:00"),
        ("übermorgen um 8:30", "2023-02-27T10:00+00:00", "2023-03-01T07:30+00:00"),
    ],
)
def test_clock_change_and_ends_of_months(phrase, now, expected):
    here = datetime.fromisoformat(now).astimezone(BERLIN)

    moment = read_moment(phrase, here, [])

    assert moment is not None
    assert moment.spans[0].start.astimezone(UTC) == datetime.fromisoformat(expected)


def test_day_of_twenty_five_hours_is_whole():
    moment = read_moment("am 27.10.", datetime(2024, 10, 27, 12, tzinfo=BERLIN), [])

    assert moment is not None
    first, last = moment.spans[0].start.astimezone(UTC), moment.spans[0].end.astimezone(UTC)
    assert last - first == timedelta(hours=25)


def test_reserved_words_are_not_read():
    text = "wo ist How data can solve tomorrow's challenges am Donnerstag"
    title = text.index("How"), text.index(" am")

    moment = read_moment(text, CLOCKS[0], DAYS, reserved=[title])

    assert spelt(moment) == "in 17.10.24+1"
    assert moment is not None
    assert [text[a:b] for a, b in moment.used] == ["Donnerstag"]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_fault_and_the_same_twice(text):
    first = read_moment(text, CLOCKS[0], DAYS, ALSO)

    assert read_moment(text, CLOCKS[0], DAYS, ALSO) == first
    if first is not None:
        assert all(span.start < span.end for span in first.spans)
        assert all(0 <= a < b <= len(text) for a, b in first.used)
