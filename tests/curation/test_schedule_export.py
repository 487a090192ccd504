"""The export command: a talk, a selection, an event; and the way there and back again."""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest

from bot.door import main
from bot.stores.knowledge_files import read_knowledge
from bot.wiring import SHIPPED

NOW = ["--now", "2027-09-01T12:00"]


def _talk(number: int, start: str, **more: object) -> dict[str, Any]:
    return {
        "guid": f"guid-{number}@messe",
        "date": f"{start}:00+02:00",
        "start": start[-5:],
        "duration": "00:30",
        "room": "Saal 1",
        "title": f"Thema, {number}; mit Zeichen",
        "persons": [{"public_name": f"Ada Lovelace-{number}"}],
        "abstract": None,
        **more,
    }


def _schedule(*talks: dict[str, Any]) -> dict[str, Any]:
    days = sorted({talk["date"][:10] for talk in talks})
    return {
        "schedule": {
            "conference": {
                "title": "Messe",
                "acronym": "messe",
                "time_zone_name": "Europe/Berlin",
                "days": [
                    {
                        "date": day,
                        "rooms": {"Saal 1": [each for each in talks if each["date"][:10] == day]},
                    }
                    for day in days
                ],
            }
        }
    }


FIRST = (_talk(1, "2027-09-14T10:00"), _talk(2, "2027-09-14T11:00"), _talk(3, "2027-09-15T09:00"))


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., int]:
    """Run a command on the folder of the test."""
    (tmp_path / "k").mkdir()

    def command(*arguments: str) -> int:
        return main([*arguments, "--knowledge", str(tmp_path / "k"), *NOW])

    return command


def _import(run: Callable[..., int], tmp_path: Path, *talks: dict[str, Any]) -> None:
    source = tmp_path / "schedule.json"
    source.write_text(json.dumps(_schedule(*talks)), encoding="utf-8")
    assert run("import", str(source)) == 0


def _meetings(path: Path) -> dict[str, icalendar.Component]:
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    return {str(each["UID"]): each for each in calendar.walk("VEVENT")}


def test_import_export_import_changes_nothing(run, tmp_path, capsys):
    _import(run, tmp_path, *FIRST)
    held = (tmp_path / "k/events/messe-2027.yaml").read_bytes()

    exported = run("export", "messe-2027", "--out", str(tmp_path / "all.ics"))
    taken = run("import", str(tmp_path / "all.ics"))

    assert (exported, taken) == (0, 0)
    assert (tmp_path / "k/events/messe-2027.yaml").read_bytes() == held
    assert capsys.readouterr().out.splitlines()[-1].startswith("Nichts Neues: 3")


def test_calendar_alone_gives_the_same_talks(run, tmp_path):
    _import(run, tmp_path, *FIRST)
    run("export", "messe-2027", "--out", str(tmp_path / "all.ics"))
    other = tmp_path / "other"

    assert main(["import", str(tmp_path / "all.ics"), "--out", str(other / "messe.yaml")]) == 0

    first, second = (read_knowledge(folder, SHIPPED).events for folder in (tmp_path / "k", other))
    plain = [
        [(talk.id, talk.title, talk.speakers, talk.stage, talk.start, talk.end, talk.uid)
         for talk in events["messe-2027"].talks]
        for events in (first, second)
    ]  # fmt: skip
    assert plain[0] == plain[1]


def test_moved_and_cancelled_travel_through(run, tmp_path):
    _import(run, tmp_path, *FIRST)
    run("export", "messe-2027", "--out", str(tmp_path / "before.ics"))
    moved = deepcopy(FIRST[1]) | {"date": "2027-09-15T16:00:00+02:00", "start": "16:00"}
    _import(run, tmp_path, FIRST[0], moved)
    run("export", "messe-2027", "--out", str(tmp_path / "after.ics"))

    before, after = (_meetings(tmp_path / f"{name}.ics") for name in ("before", "after"))

    assert {
        uid: (str(each["STATUS"]), int(each["SEQUENCE"])) for uid, each in before.items()
    } == dict.fromkeys(("guid-1@messe", "guid-2@messe", "guid-3@messe"), ("CONFIRMED", 0))
    assert {uid: (str(each["STATUS"]), int(each["SEQUENCE"])) for uid, each in after.items()} == {
        "guid-1@messe": ("CONFIRMED", 0),
        "guid-2@messe": ("CONFIRMED", 1),
        "guid-3@messe": ("CANCELLED", 1),
    }
    assert after["guid-2@messe"]["DTSTART"].dt.isoformat() == "2027-09-15T16:00:00+02:00"
    assert after["guid-2@messe"]["DTSTART"].params["TZID"] == "Europe/Berlin"


def test_talk_that_comes_back_is_no_longer_cancelled(run, tmp_path):
    _import(run, tmp_path, *FIRST)
    _import(run, tmp_path, *FIRST[:2])
    _import(run, tmp_path, *FIRST)
    run("export", "messe-2027", "--out", str(tmp_path / "all.ics"))

    third = _meetings(tmp_path / "all.ics")["guid-3@messe"]

    assert (str(third["STATUS"]), int(third["SEQUENCE"])) == ("CONFIRMED", 2)


def test_one_talk_and_a_selection_go_to_standard_output(run, tmp_path, capsysbinary):
    _import(run, tmp_path, *FIRST)
    ids = list(read_knowledge(tmp_path / "k", SHIPPED).talks)
    capsysbinary.readouterr()

    found = []
    for wanted in ([ids[0]], ids[1:], ["--about", "was läuft am 14.9."]):
        assert run("export", *wanted) == 0
        calendar = icalendar.Calendar.from_ical(capsysbinary.readouterr().out)
        found.append([str(each["UID"]) for each in calendar.walk("VEVENT")])

    assert found == [
        ["guid-1@messe"],
        ["guid-2@messe", "guid-3@messe"],
        ["guid-1@messe", "guid-2@messe"],
    ]


def test_talk_without_a_day_is_told_and_left_out(capsys):
    status = main(["export", "sccon-2024.forum-stage.learnings"])

    assert status == 1
    assert capsys.readouterr().err.splitlines() == [
        "Ohne veröffentlichten Tag und darum nicht im Kalender: 1 von 1.",
        "Es gibt keinen Programmpunkt mit veröffentlichtem Tag.",
    ]


def test_day_without_a_time_is_a_whole_free_day(tmp_path):
    out = tmp_path / "one.ics"

    assert main(["export", "sccon-2025.keynote.wildberger", "--out", str(out)]) == 0

    (meeting,) = _meetings(out).values()
    assert (meeting["DTSTART"].dt, meeting["DTEND"].dt) == (date(2025, 10, 2), date(2025, 10, 3))
    assert str(meeting["TRANSP"]) == "TRANSPARENT"


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        ([], 2, "Nichts zum Ausgeben genannt"),
        (["nirgends"], 1, "'nirgends' gibt es nicht"),
        (["--about", "wie wird das Wetter"], 1, "steht nichts im Programm"),
        (["sccon-2025", "--out", "/dev/null/x.ics"], 1, "nicht beschreibbar"),
    ],
)
def test_faults_are_one_sentence(arguments, status, words, capsys):
    assert main(["export", *arguments]) == status

    error = capsys.readouterr().err
    assert words in error
    assert "Traceback" not in error
