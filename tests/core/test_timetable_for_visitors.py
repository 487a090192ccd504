"""What visitors leave out or call otherwise: subjects, offices, towns, somebody, another year."""

import pytest

from bot.core.nouns import Reply
from bot.core.talk_origins import towns_of
from tests.core.fair_visit import SURE, asked, talked


def talks_of(reply: Reply | None) -> list[str]:
    return sorted(id_.rpartition(".")[2] for id_ in reply.talks) if reply else []


@pytest.mark.parametrize(
    ("text", "now", "talks"),
    [
        ("morgen was zu mobilität?", "2025-09-30T12:00", ["digitallinie-302"]),
        ("hier irgendwas über open source dabei", "2025-10-01T12:00", ["syseleven-panel"]),
        ("was war letztes jahr mit ki", "2025-10-01T12:00", ["kyranakis"]),
        ("was lief 2024 zum thema ki", "2025-10-06T12:00", ["kyranakis"]),
        ("vor zwei jahren, was hat heinecke erzählt", "2025-10-01T10:00", ["ki-smart-city"]),
        ("haben die kölner letztes jahr was gemacht", "2025-10-01T10:00", ["wirkungsmessung"]),
        ("was machen die dresdner hier", "2025-10-01T10:00", ["dresden-mobilities"]),
        ("der typ von der bahn, wann", "2025-10-01T10:00", ["syseleven-panel"]),
        ("war jemand aus leipzig da", "2024-10-17T12:00", ["wirkungsmessung"]),
        ("wann kommt die bauministerin", "2023-11-07T10:20", ["geywitz"]),
        ("der landwirtschaftsminister auf welcher büne", "2023-11-07T10:20", ["oezdemir"]),
        ("is velsberg done yet", "2023-11-07T16:50", ["velsberg"]),
        ("wer war bei der eröffnung dabei", "2025-10-01T10:00", ["eroeffnung"]),
        ("was hab ich bisher verpasst", "2025-10-01T11:30", ["detmold"]),
        ("was läuft vor der mittagspause", "2025-10-01T10:00", ["detmold"]),
    ],
)
def test_talks_are_meant_without_a_word_for_talks(text: str, now: str, talks: list[str]) -> None:
    reply = asked(text, now)

    assert talks_of(reply) == talks
    assert reply is not None
    assert reply.score > SURE


@pytest.mark.parametrize(
    "text",
    [
        "kann mir jemand von der stadt helfen",
        "erzähl mir etwas über ki",
        "wann is das alles fertig mit der smart city",
        "wer sitzt im rat",
        "welche städte sind da noch am nrw stand",
        "wer ist noch am gemeinschaftsstand",
    ],
)
def test_what_entries_tell_of_means_no_talk(text: str) -> None:
    reply = asked(text, "2025-10-01T11:00")

    assert reply is None or reply.score < SURE


def test_what_is_on_another_day_says_so_beside_its_card() -> None:
    reply = asked("ist die führung morgen nochmal?", "2025-09-30T15:45")

    assert reply is not None
    assert reply.id == "sccon-2025.rundgang.smarte-infrastruktur"
    assert reply.text.startswith("Im Programm habe ich")


@pytest.mark.parametrize(
    ("now", "texts", "talks"),
    [
        (
            "2024-10-15T10:15",
            ["welche vorträge hat schwerte", "nur die von richter", "und die anderen beiden?"],
            ["dortmund-schwerte", "kreis-unna"],
        ),
        (
            "2025-10-01T10:00",
            ["vorträge aus paderborn", "der erste, worum geht's da"],
            ["gute-daten"],
        ),
        (
            "2025-10-01T10:00",
            ["vorträge aus paderborn", "der erste", "und der zweite"],
            ["auslaenderbehoerde"],
        ),
        ("2023-11-07T11:40", ["was läuft gerade", "und die arena stage?"], ["ki-smart-city"]),
        (
            "2024-10-16T12:30",
            ["wann spricht der bürgermeister aus menden", "und die landrätin"],
            ["cooperation-is-king"],
        ),
        (
            "2024-10-16T09:00",
            ["jemand vom bmwsb auf der bühne?", "und von aconium"],
            ["laendliche-raeume", "wirkungsmessung"],
        ),
        (
            "2025-10-02T12:10",
            ["wann spricht der digitalminister", "ist er schon da"],
            ["wildberger"],
        ),
    ],
)
def test_follow_ups_change_one_thing(now: str, texts: list[str], talks: list[str]) -> None:
    reply = talked(now, *texts)

    assert talks_of(reply) == talks


@pytest.mark.parametrize(
    ("word", "town"),
    [
        ("gelsenkirchener", "gelsenkirchen"),
        ("dresdner", "dresden"),
        ("solinger", "solingen"),
        ("detmoldern", "detmold"),
    ],
)
def test_people_of_a_town_are_called_by_it(word: str, town: str) -> None:
    assert town in towns_of(word)
