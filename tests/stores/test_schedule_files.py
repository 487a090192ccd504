"""Schedules of pretalx, frab and calendars, in their dialects, become the same kind of event."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.nouns import Event, Talk
from bot.errors import ScheduleError
from bot.stores.knowledge_files import read_knowledge
from bot.stores.schedule_files import merge_schedule, read_schedule, read_with_notices
from bot.stores.schedule_rows import duration_of

BERLIN = ZoneInfo("Europe/Berlin")
PRETALX = {
    "schedule": {
        "version": "1.2",
        "conference": {
            "acronym": "demo",
            "title": "Demo-Konferenz",
            "start": "2024-12-27",
            "end": "2024-12-28",
            "daysCount": 2,
            "timeslot_duration": "00:05",
            "time_zone_name": "Europe/Berlin",
            "rooms": [{"name": "Saal 1"}],
            "days": [
                {
                    "index": 1,
                    "date": "2024-12-27",
                    "day_start": "2024-12-27T04:00:00+01:00",
                    "rooms": {
                        "Saal 1": [
                            {
                                "guid": "a-1",
                                "id": 1,
                                "date": "2024-12-27T10:00:00+01:00",
                                "start": "10:00",
                                "duration": "00:45",
                                "room": "Saal 1",
                                "slug": "demo-1-auftakt",
                                "url": "https://example.org/talk/1/",
                                "title": "Auftakt: Los geht's!",
                                "subtitle": "Mit Kaffee",
                                "track": "Alle",
                                "type": "Vortrag",
                                "language": "de",
                                "abstract": "<p>Wir <b>beginnen</b>.</p><p>Und mehr &amp; mehr.</p>",
                                "persons": [{"id": 1, "public_name": "Ann Ä."}, {"name": "Bob"}],
                            },
                            {
                                "guid": "a-2",
                                "date": "2024-12-28T00:30:00+01:00",
                                "start": "00:30",
                                "duration": "1:00",
                                "room": "Saal 1",
                                "title": "Nachts",
                                "language": "en",
                                "persons": [],
                            },
                        ]
                    },
                }
            ],
        },
    }
}
FRAB = """<?xml version='1.0' encoding='utf-8' ?>
<schedule>
  <conference>
    <title>Demo &amp; Konferenz</title><start>2024-10-26</start><end>2024-10-27</end>
    <days>2</days><day_change>06:00</day_change><acronym>demo</acronym>
  </conference>
  <day index='1' date='2024-10-26'>
    <room name='Halle 25'>
      <event id='7' guid='g-7'>
        <date>2024-10-26T14:00:00+02:00</date><start>14:00</start><duration>00:30</duration>
        <title>Erstens</title><language>de</language><abstract></abstract>
        <persons><person id='1'>Ann</person><person id='2'>Bob</person></persons>
      </event>
      <event id='8'>
        <start>01:30</start><duration>0:01:00</duration><title>Nach Mitternacht</title>
      </event>
      <event id='9'><title></title></event>
    </room>
  </day>
</schedule>"""
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//demo//
X-WR-CALNAME:Demo Kalender
BEGIN:VEVENT
UID:one@demo
SUMMARY:Aware
DTSTART;TZID=Europe/Berlin:20240507T090000
DURATION:PT45M
LOCATION:Saal 2
DESCRIPTION:Erste Zeile\\nzweite
SEQUENCE:3
END:VEVENT
BEGIN:VEVENT
UID:two@demo
SUMMARY:Floating
DTSTART:20240507T110000
DTEND:20240507T120000
STATUS:CANCELLED
RRULE:FREQ=DAILY;COUNT=3
END:VEVENT
BEGIN:VEVENT
UID:three@demo
SUMMARY:All day
DTSTART;VALUE=DATE:20240508
END:VEVENT
BEGIN:VEVENT
UID:four@demo
SUMMARY:In UTC
DTSTART:20240507T180000Z
END:VEVENT
END:VCALENDAR
"""


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BERLIN)


def test_pretalx_json_becomes_an_event(tmp_path):
    path = written(tmp_path, "schedule.json", json.dumps(PRETALX))

    event = read_schedule(path)

    assert event == Event(
        id="demo-2024",
        title={"de": "Demo-Konferenz"},
        start=date(2024, 12, 27),
        end=date(2024, 12, 28),
        timezone="Europe/Berlin",
        talks=(
            Talk(
                id="demo-2024.auftakt-los-geht-s",
                event="demo-2024",
                title={"de": "Auftakt: Los geht's!"},
                speakers=("Ann Ä.", "Bob"),
                stage="Saal 1",
                start=local(2024, 12, 27, 10),
                end=local(2024, 12, 27, 10, 45),
                language="de",
                kind="vortrag",
                topics=("Alle",),
                abstract={"de": "Mit Kaffee\n\nWir beginnen.\nUnd mehr & mehr."},
                source="https://example.org/talk/1/",
                uid="a-1",
            ),
            Talk(
                id="demo-2024.nachts",
                event="demo-2024",
                title={"de": "Nachts"},
                stage="Saal 1",
                start=local(2024, 12, 28, 0, 30),
                end=local(2024, 12, 28, 1, 30),
                language="en",
                uid="a-2",
            ),
        ),
    )


def test_frab_xml_crosses_midnight_and_the_end_of_summer_time(tmp_path):
    event = read_schedule(written(tmp_path, "schedule.xml", FRAB))

    first, second = event.talks
    assert (event.title["de"], event.timezone) == ("Demo & Konferenz", "Europe/Berlin")
    assert (first.speakers, first.stage, first.uid) == (("Ann", "Bob"), "Halle 25", "g-7")
    assert second.start == local(2024, 10, 27, 1, 30)
    assert second.start is not None
    assert second.end is not None
    assert second.end.astimezone(UTC) - second.start.astimezone(UTC) == timedelta(hours=1)


def test_calendar_becomes_an_event_with_a_notice(tmp_path):
    read = read_with_notices(written(tmp_path, "demo.ics", CALENDAR))

    talks = {talk.title["de"]: talk for talk in read.event.talks}
    assert read.notices == ("1 Termin(e) wiederholen sich; übernommen wird nur der erste Tag.",)
    assert (read.event.id, read.event.timezone) == ("demo-kalender-2024", "Europe/Berlin")
    assert (read.event.start, read.event.end) == (date(2024, 5, 7), date(2024, 5, 8))
    assert talks["Aware"].end == local(2024, 5, 7, 9, 45)
    assert (talks["Aware"].stage, talks["Aware"].sequence) == ("Saal 2", 3)
    assert (talks["Floating"].start, talks["Floating"].status) == (
        local(2024, 5, 7, 11),
        "cancelled",
    )
    assert (talks["All day"].start, talks["All day"].day) == (None, date(2024, 5, 8))
    assert (talks["In UTC"].start, talks["In UTC"].end) == (local(2024, 5, 7, 20), None)


def test_offset_alone_gives_a_zone(tmp_path):
    plain = json.loads(json.dumps(PRETALX).replace("+01:00", "-05:00"))
    del plain["schedule"]["conference"]["time_zone_name"]

    event = read_schedule(written(tmp_path, "schedule.json", json.dumps(plain)))

    assert event.timezone == "America/New_York"
    assert event.talks[0].start == datetime(2024, 12, 27, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("00:45", 45), ("0:45", 45), ("1:00", 60), ("1:02:30", 1590), ("0:01:30", 90), ("45", 45)],
)
def test_durations(text, minutes):
    assert duration_of(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "00:00", "bald", "1:2", "-1:00"])
def test_durations_that_are_none(text):
    assert duration_of(text) is None


def test_equal_and_long_titles_get_ids_of_their_own(tmp_path):
    talks = PRETALX["schedule"]["conference"]["days"][0]["rooms"]["Saal 1"]
    long = "Ein überaus langer Titel über alles, was man so sagen kann, und noch viel mehr"
    many = [{**talks[0], "guid": f"g{n}", "title": long} for n in range(3)]
    plain = json.loads(json.dumps(PRETALX))
    plain["schedule"]["conference"]["days"][0]["rooms"]["Saal 1"] = many

    ids = [talk.id for talk in read_schedule(written(tmp_path, "a.json", json.dumps(plain))).talks]
    plain["schedule"]["conference"]["days"][0]["rooms"]["Saal 1"] = many[::-1]
    again = [
        talk.id for talk in read_schedule(written(tmp_path, "b.json", json.dumps(plain))).talks
    ]

    assert len(set(ids)) == 3
    assert max(map(len, ids)) <= 48
    assert sorted(ids) == sorted(again)


def test_the_same_talk_twice_gets_two_ids(tmp_path):
    once = PRETALX["schedule"]["conference"]["days"][0]["rooms"]["Saal 1"][0]
    later = {**once, "date": "2024-12-27T16:00:00+01:00"}
    plain = json.loads(json.dumps(PRETALX))
    plain["schedule"]["conference"]["days"][0]["rooms"]["Saal 1"] = [once, later, once]

    talks = read_schedule(written(tmp_path, "a.json", json.dumps(plain))).talks

    assert len({talk.id for talk in talks}) == 3
    assert len({talk.uid for talk in talks}) == 3


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", "{"),
        ("a.json", "{}"),
        ("a.json", "[" * 100_000),
        ("a.json", '{"schedule": {"conference": {"days": []}}}'),
        ("a.json", '{"schedule": {"conference": {"days": [null, 3, {"rooms": 5}]}}}'),
        ("a.xml", "<schedule>"),
        ("a.xml", "<rss/>"),
        ("a.xml", '<!DOCTYPE x [<!ENTITY a "b">]><schedule>&a;</schedule>'),
        ("a.xml", b"\xff\xfe<\x00"),
        ("a.xml", b"<?xml version='1.0' encoding='klingon'?><schedule/>"),
        ("a.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n"),
        ("a.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\n"),
        ("a.txt", "hello"),
        ("a.txt", ""),
    ],
)
def test_bad_files_give_one_sentence(tmp_path, name, text):
    path = written(tmp_path, name, text)

    with pytest.raises(ScheduleError) as caught:
        read_schedule(path)

    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")


def test_missing_file_gives_one_sentence(tmp_path):
    with pytest.raises(ScheduleError, match="nicht lesbar"):
        read_schedule(tmp_path / "nothing.json")


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_mutated_schedules_give_an_event_or_a_sentence(tmp_path_factory, data):
    text = data.draw(st.sampled_from([json.dumps(PRETALX), FRAB, CALENDAR]))
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 40))
    mutated = text[:start] + data.draw(st.text(max_size=8)) + text[start + length :]
    path = tmp_path_factory.mktemp("mutated") / "schedule"
    path.write_text(mutated, encoding="utf-8", errors="replace")

    try:
        event = read_schedule(path)
    except ScheduleError:
        return
    assert event.talks


def loaded(folder: Path, text: str) -> Event:
    """Read an event file back as the bot does."""
    (folder / "events").mkdir(exist_ok=True)
    (folder / "events" / "made.yaml").write_text(text, encoding="utf-8")
    shipped = Path(__file__).parents[2] / "knowledge"
    (event,) = read_knowledge(folder, shipped).events.values()
    return event


def bare(talk: Talk) -> Talk:
    return Talk(**{name: getattr(talk, name) for name in Talk.__slots__ if name != "origin"})


@pytest.mark.parametrize(
    ("name", "text"),
    [("schedule.json", json.dumps(PRETALX)), ("schedule.xml", FRAB), ("demo.ics", CALENDAR)],
)
def test_written_event_file_is_read_back_the_same(tmp_path, name, text):
    event = read_schedule(written(tmp_path, name, text))
    folder = tmp_path / "knowledge"
    folder.mkdir()

    read = loaded(folder, merge_schedule(None, event).text)

    assert [bare(talk) for talk in read.talks] == list(event.talks)
    assert (read.id, read.start, read.end) == (event.id, event.start, event.end)


def test_a_time_zone_with_an_endless_name_is_one_sentence(tmp_path):
    zone = f"BEGIN:VTIMEZONE\nTZID:Europe/{'B' * 300}\nEND:VTIMEZONE\n"
    file = written(tmp_path, "c.ics", f"BEGIN:VCALENDAR\n{zone}END:VCALENDAR\n")

    with pytest.raises(ScheduleError, match="kein gültiger iCalendar-Kalender"):
        read_schedule(file)
