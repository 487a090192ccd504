"""A schedule again: what moved, what is gone, what an editor wrote; and out to calendars."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest

from bot.core.nouns import Event, Talk
from bot.curation.schedule_import import import_schedule, preview
from bot.errors import ScheduleError
from bot.stores.calendar_files import calendar_of
from bot.stores.knowledge_files import read_knowledge
from bot.stores.schedule_files import merge_schedule, read_schedule
from tests.core.generated_schedule import schedule

BERLIN = ZoneInfo("Europe/Berlin")
SHIPPED = Path(__file__).parents[2] / "knowledge"
MADE = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


def talk(number: int, **more: object) -> Talk:
    start = datetime(2030, 5, 6, 8 + number, tzinfo=BERLIN)
    fields = {
        "title": {"de": f"Titel {number}"},
        "speakers": (f"Person {number}",),
        "stage": "Saal 1",
        "start": start,
        "end": start + timedelta(minutes=30),
        "uid": f"uid-{number}",
    }
    return Talk(f"fair-2030.titel-{number}", "fair-2030", **{**fields, **more})


def event(*talks: Talk) -> Event:
    days = [each.start.date() for each in talks if each.start] or [date(2030, 5, 6)]
    return Event("fair-2030", {"de": "Messe"}, min(days), max(days), "Europe/Berlin", talks)


FIRST = merge_schedule(None, event(talk(1), talk(2), talk(3))).text
EDITED = FIRST.replace(
    "        title: Titel 2\n",
    "        title: {de: Titel 2, en: Title 2}\n        # so sagen es die Leute\n"
    "        names: [der Zweite]\n        questions:\n          - wann ist der zweite\n",
).replace("    talks:\n", "    answer: Eine Messe.\n    # von Hand\n    talks:\n")


def loaded(folder: Path, text: str) -> dict[str, Talk]:
    folder.mkdir(exist_ok=True)
    (folder / "made.yaml").write_text(text, encoding="utf-8")
    return dict(read_knowledge(folder, SHIPPED).talks)


def test_same_schedule_again_changes_nothing():
    merge = merge_schedule(EDITED, event(talk(1), talk(2), talk(3)))

    assert (merge.text, merge.unchanged, merge.is_empty) == (EDITED, 3, True)


def test_moved_talk_keeps_what_an_editor_added(tmp_path):
    later = datetime(2030, 5, 7, 9, tzinfo=BERLIN)
    moved = talk(2, start=later, end=later + timedelta(hours=1), stage="Saal 9")

    merge = merge_schedule(EDITED, event(talk(1), moved, talk(3)))

    assert (merge.new, merge.moved, merge.cancelled, merge.unchanged) == ((), ("Titel 2",), (), 2)
    read = loaded(tmp_path / "k", merge.text)["fair-2030.titel-2"]
    assert (read.start, read.stage, read.sequence) == (later, "Saal 9", 1)
    assert (read.title, read.names) == ({"de": "Titel 2", "en": "Title 2"}, {"de": ("der Zweite",)})
    assert "# von Hand" in merge.text
    assert "    end: 2030-05-07" in merge.text


def test_talk_that_is_gone_is_cancelled_once(tmp_path):
    merge = merge_schedule(EDITED, event(talk(1), talk(3)))
    again = merge_schedule(merge.text, event(talk(1), talk(3)))
    back = merge_schedule(merge.text, event(talk(1), talk(2), talk(3)))

    assert merge.cancelled == ("Titel 2",)
    assert (again.text, again.is_empty) == (merge.text, True)
    assert back.moved == ("Titel 2",)
    held = loaded(tmp_path / "k", merge.text)["fair-2030.titel-2"]
    assert (held.status, held.sequence) == ("cancelled", 1)
    returned = loaded(tmp_path / "k", back.text)["fair-2030.titel-2"]
    assert (returned.status, returned.sequence) == (None, 2)


def test_changed_title_is_no_move(tmp_path):
    merge = merge_schedule(EDITED, event(talk(1, title={"de": "Neu"}), talk(2), talk(3)))

    read = loaded(tmp_path / "k", merge.text)["fair-2030.titel-1"]
    assert (merge.changed, read.title, read.sequence) == (("Neu",), {"de": "Neu"}, 0)


def test_new_talk_comes_last_and_what_was_written_by_hand_stays(tmp_path):
    by_hand = EDITED + '      - id: fair-2030.stammtisch\n        title: "Stammtisch"\n'

    merge = merge_schedule(by_hand, event(talk(1), talk(2), talk(3), talk(4)))

    assert (merge.new, merge.cancelled, merge.unchanged) == (("Titel 4",), (), 4)
    assert list(loaded(tmp_path / "k", merge.text))[-2:] == [
        "fair-2030.stammtisch",
        "fair-2030.titel-4",
    ]


def test_event_without_talks_takes_them_in(tmp_path):
    text = "events:\n  - id: fair-2030\n    title: Messe\n    start: 2030-05-06\n    end: 2030-05-06\nentries: []\n"

    merge = merge_schedule(text.replace("entries: []\n", ""), event(talk(1)))

    assert list(loaded(tmp_path / "k", merge.text)) == ["fair-2030.titel-1"]


@pytest.mark.parametrize("text", ["events: [", "- 1\n", "entries: []\n"])
def test_present_file_that_is_none_gives_one_sentence(text):
    with pytest.raises(ScheduleError, match="Ereignisdatei"):
        merge_schedule(text, event(talk(1)))


def test_texts_that_look_like_something_else_come_back_as_texts(tmp_path):
    odd = [
        "12:30",
        "no",
        "2024-10-15",
        "# kein Kommentar",
        "- Strich",
        "a: b",
        "0123",
        "„Zitat“",
        "x #y",
        "{}",
        "~",
        "1.0",
    ]
    talks = [
        talk(number + 1, title={"de": title}, speakers=(title,))
        for number, title in enumerate(odd[:12])
    ]
    spread = [replace(each, start=None, end=None, day=date(2030, 5, 6)) for each in talks]

    read = loaded(tmp_path / "k", merge_schedule(None, event(*spread)).text)

    assert [each.title["de"] for each in read.values()] == odd
    assert [list(each.speakers) for each in read.values()] == [[title] for title in odd]


def test_round_trip_of_a_thousand_through_the_calendar(tmp_path):
    made = schedule(1000)
    text = merge_schedule(None, made).text
    calendar = tmp_path / "all.ics"

    calendar.write_bytes(calendar_of(made.talks, {made.id: made}, MADE))
    again = read_schedule(calendar)

    assert list(again.talks) == list(made.talks)
    assert merge_schedule(text, again).text == text


def test_moved_and_cancelled_travel_to_the_calendar(tmp_path):
    later = datetime(2030, 5, 6, 18, tzinfo=BERLIN)
    text = merge_schedule(FIRST, event(talk(1, start=later, end=None), talk(3))).text
    folder = tmp_path / "k"
    talks = loaded(folder, text)
    events = read_knowledge(folder, SHIPPED).events

    data = calendar_of(list(talks.values()), events, MADE)

    meetings = {
        str(each["UID"]): each for each in icalendar.Calendar.from_ical(data).walk("VEVENT")
    }
    assert {
        uid: (str(each["STATUS"]), int(each["SEQUENCE"])) for uid, each in meetings.items()
    } == {
        "uid-1.fair-2030@buergerbot.schwerte": ("CONFIRMED", 1),
        "uid-2.fair-2030@buergerbot.schwerte": ("CANCELLED", 1),
        "uid-3.fair-2030@buergerbot.schwerte": ("CONFIRMED", 0),
    }
    assert meetings["uid-1.fair-2030@buergerbot.schwerte"]["DTSTART"].dt == later
    assert "DTEND" not in meetings["uid-1.fair-2030@buergerbot.schwerte"]
    assert b"TZID:Europe/Berlin" in data
    assert b"DTSTART;TZID=Europe/Berlin:20300506T180000" in data


def test_calendar_is_the_same_each_time_and_leaves_out_what_has_no_day():
    talks = [
        talk(1, uid=None),
        talk(2, start=None, end=None),
        talk(3, start=None, end=None, day=date(2030, 5, 7)),
    ]
    held = {"fair-2030": event(*talks)}

    data = calendar_of(talks, held, MADE)

    assert data == calendar_of(talks, held, MADE)
    meetings = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert [str(each["UID"]) for each in meetings] == [
        "fair-2030.titel-1@buergerbot.schwerte",
        "uid-3.fair-2030@buergerbot.schwerte",
    ]
    assert meetings[1]["DTSTART"].dt == date(2030, 5, 7)


def test_import_shows_asks_and_writes(tmp_path, capsys):
    source, out = tmp_path / "a.ics", tmp_path / "events" / "fair.yaml"
    held = event(talk(1), talk(2))
    source.write_bytes(calendar_of(held.talks, {held.id: held}, MADE))
    shown: list[str] = []

    refused = import_schedule(source, out, lambda text: bool(shown.append(text)))
    done = import_schedule(source, out, None)
    before = out.read_bytes()
    again = import_schedule(source, out, None)

    assert (refused, done, again) == (1, 0, 0)
    assert shown[0].splitlines()[0] == "2 neu, 0 verschoben, 0 abgesagt, 0 geändert, 0 unverändert."
    assert out.read_bytes() == before
    assert (
        capsys.readouterr().out.splitlines()[-1]
        == "Nichts Neues: 2 Programmpunkte sind unverändert."
    )


def test_preview_counts_what_it_does_not_name():
    merge = merge_schedule(None, schedule(30))

    lines = preview(merge).splitlines()

    assert lines[0] == "30 neu, 0 verschoben, 0 abgesagt, 0 geändert, 0 unverändert."
    assert lines[-1] == "  … und 18 weitere"
