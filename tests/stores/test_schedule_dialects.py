"""Schedules as conferences publish them: what each dialect writes otherwise is read all the same."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.core.nouns import Talk
from bot.stores.knowledge_files import read_knowledge
from bot.stores.schedule_files import merge_schedule, read_schedule, read_with_notices
from bot.wiring import SHIPPED

HERE = Path(__file__).parent / "schedules"
FILES = sorted(HERE.iterdir())
BRUSSELS = ZoneInfo("Europe/Brussels")


def told(talk: Talk) -> tuple[object, ...]:
    """Return title, speakers, place and local times of a talk."""
    start, end = (moment and f"{moment:%d. %H:%M}" for moment in (talk.start, talk.end))
    return talk.title["de"], talk.speakers, talk.stage, start, end


def test_pretalx_with_empty_days_null_texts_and_no_guid():
    event = read_schedule(HERE / "pretalx.json")

    assert (event.id, event.timezone) == ("camp-2025", "Europe/Vienna")
    assert (event.start, event.end) == (date(2025, 9, 5), date(2025, 9, 7))
    assert [told(talk) for talk in event.talks] == [
        (
            "Open Data: wo stehen wir?",
            ("Ada Lovelace", "Émile Öz"),
            "Großer Saal",
            "06. 10:00",
            "06. 10:30",
        ),
        ("Pause", (), "Großer Saal", "06. 11:00", "06. 12:00"),
        ("Nachtprogramm", (), "Großer Saal", "06. 23:30", "07. 01:30"),
        ("Abschluss", ("Grace Hopper",), "Atrium", "07. 11:00", "07. 11:45"),
    ]
    assert [talk.language for talk in event.talks] == ["de", None, None, None]
    assert [talk.status for talk in event.talks] == [None, None, None, "cancelled"]
    assert [talk.abstract for talk in event.talks] == [{}, {}, {"de": "Musik"}, {}]


def test_pentabarf_xml_with_seconds_and_marked_up_text():
    event = read_schedule(HERE / "pentabarf.xml")

    assert [told(talk) for talk in event.talks] == [
        ("Welcome to the conference", ("The Staff",), "Janson", "03. 09:30", "03. 09:55"),
        ("C++ <b>&</b> friends", ("Ann & Bob",), "K.1.105 (La Fontaine)", "03. 10:30", "03. 11:20"),
    ]
    assert event.talks[0].abstract == {"de": "Hello & welcome"}


def test_calendar_with_foreign_zones_folded_lines_and_escapes():
    read = read_with_notices(HERE / "pentabarf.ics")

    talks = {talk.title["de"]: talk for talk in read.event.talks}
    assert read.event.timezone == "Europe/Brussels"
    assert list(talks) == [
        "Welcome, everybody; hello",
        "Workshop - Émile Öz",
        "Ohne UID",
        "Hacktag",
        "Standup",
        "Standup later",
    ]
    first = talks["Welcome, everybody; hello"]
    assert first.speakers == ("The Staff", "Doe, Jane")
    assert first.abstract["de"].splitlines() == [
        "Long text that is folded because it is longer than seventy-five octets äöü",
        "",
        "Second",
    ]
    assert first.source is None
    assert talks["Workshop - Émile Öz"].start == datetime(2024, 2, 4, 10, tzinfo=BRUSSELS)
    assert talks["Ohne UID"].start == datetime(2024, 2, 4, 13, tzinfo=BRUSSELS)
    assert (talks["Hacktag"].start, talks["Hacktag"].day) == (None, date(2024, 2, 3))
    assert len(read.notices) == 1


@pytest.mark.parametrize("source", FILES, ids=lambda path: path.name)
def test_what_is_imported_is_sound_knowledge_and_again_changes_nothing(source, tmp_path):
    event = read_schedule(source)
    text = merge_schedule(None, event).text
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "event.yaml").write_text(text, encoding="utf-8")

    talks = read_knowledge(tmp_path, SHIPPED).talks

    assert sorted(talks) == sorted(talk.id for talk in event.talks)
    assert merge_schedule(text, event).is_empty
