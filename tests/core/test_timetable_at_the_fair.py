"""The timetable while its fair is on: homes, stands, asides, and a choice among talks shown."""

import pytest

from tests.core.fair_visit import SURE, asked, talked


@pytest.mark.parametrize(
    ("text", "talks"),
    [
        ("leipzig heute", {"sccon-2024.panel.wirkungsmessung"}),
        ("wer kommt aus menden", {"sccon-2024.suedwestfalen.talkrunde-erster-tag"}),
        ("was zeigt griechenland", {"sccon-2024.ki-behoerdendienste.kyranakis"}),
    ],
)
def test_a_speakers_home_means_the_talk_while_the_fair_is_on(text: str, talks: set[str]) -> None:
    reply = asked(text, "2024-10-17T09:00")

    assert reply is not None
    assert set(reply.talks) == talks
    assert reply.score > SURE


@pytest.mark.parametrize(
    "text",
    ["wetter in leipzig heute", "müllabfuhr leipzig", "wo parke ich heute in leipzig", "leipzig"],
)
def test_a_speakers_home_alone_means_no_talk(text: str) -> None:
    reply = asked(text, "2024-10-17T09:00")

    assert reply is None or reply.score < SURE


@pytest.mark.parametrize(
    ("text", "now", "talk"),
    [
        ("heute am stand von südwestfalen?", "2025-09-30T09:00", "mobil-smart-vernetzt"),
        ("heute am stand von südwestfalen?", "2024-10-16T09:00", "cooperation-is-king"),
        ("is there anything at the nrw booth today", "2025-09-30T09:00", "gelsenkirchen-iot"),
    ],
)
def test_a_stand_is_the_one_at_the_fair_that_is_on(text: str, now: str, talk: str) -> None:
    reply = asked(text, now)

    assert reply is not None
    assert [id_.rpartition(".")[2] for id_ in reply.talks] == [talk]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("wo genauu ist der vortrag aus ludwigsfelde", "answer"),
        ("der vortrag aus ludwigsfelde tät mich jucken", "answer"),
        ("vortrag aus ludwigsfelde über quantencomputer", "unknown"),
        ("quantencomputer-vortrag aus ludwigsfelde", "unknown"),
    ],
)
def test_an_aside_is_no_subject(text: str, outcome: str) -> None:
    reply = asked(text, "2025-10-01T09:00")

    assert reply is not None
    assert reply.outcome == outcome


PADERBORN = "vorträge aus paderborn"
CLEAN, OFFICE = "sccon-2025.paderborn.gute-daten", "sccon-2025.paderborn.auslaenderbehoerde"


@pytest.mark.parametrize(
    ("texts", "talks"),
    [
        ((PADERBORN, "welcher davon ist von brodowski"), [CLEAN]),
        ((PADERBORN, "der mit der ausländerbehörde"), [OFFICE]),
        ((PADERBORN, "the one on climate", "and the other one"), [OFFICE]),
        ((PADERBORN, "the one on climate", "wer spricht da", "und der zweite"), [OFFICE]),
        ((PADERBORN, "welche davon sind über pferde"), []),
        ((PADERBORN, "um wie viel uhr"), [CLEAN, OFFICE]),
    ],
)
def test_follow_ups_choose_among_the_talks_shown(texts: tuple[str, ...], talks: list[str]) -> None:
    reply = talked("2025-10-01T09:00", *texts)

    assert reply is not None
    assert list(reply.talks) == talks


def test_follow_up_names_the_speaker_from_there() -> None:
    reply = talked("2024-10-17T09:00", "panel zur wirkungsmessung", "wer davon ist aus leipzig")

    assert reply is not None
    assert reply.text == "Mit: Dr. Beate Ginzel (Stadt Leipzig)"


def test_follow_up_asks_for_the_same_a_year_before() -> None:
    reply = talked("2024-10-15T09:00", "wer eröffnet heute", "und letztes jahr")

    assert reply is not None
    assert reply.id == "sccon-2023.plaza-stage.eroeffnung"


def test_follow_up_does_not_find_who_was_not_there() -> None:
    reply = talked("2025-10-01T09:00", "wann ist die keynote von wildberger", "war er 2024 auch da")

    assert reply is not None
    assert reply.outcome == "unknown"


def test_hall_nobody_published_is_said_to_be_unpublished() -> None:
    reply = talked("2025-10-01T09:00", "vortrag aus dresden", "in welcher halle")

    assert reply is not None
    assert reply.text.endswith("Die Halle wurde nicht veröffentlicht.")


@pytest.mark.parametrize(
    ("texts", "talk"),
    [
        (("wann kommt der präsident von lettland", "und aus irland?"), "murphy-valainis"),
        (("wann spricht ricarda lang", "von wem?"), "lang"),
        (("talkrunde am südwestfalen stand", "der mit menden"), "talkrunde-erster-tag"),
    ],
)
def test_short_follow_up_goes_on(texts: tuple[str, ...], talk: str) -> None:
    reply = talked("2024-10-15T09:00", *texts)

    assert reply is not None
    assert [id_.rpartition(".")[2] for id_ in reply.talks] == [talk]
