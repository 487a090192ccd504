"""The timetable on the shipped programme: the question set, times, tenses, follow-ups."""

import json
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.nouns import Context, Event, Knowledge, Question, Reply, Talk
from bot.core.timetable import Timetable
from bot.stores.knowledge_files import read_knowledge

ROOT = Path(__file__).parents[2]
BERLIN = ZoneInfo("Europe/Berlin")
KNOWLEDGE = read_knowledge(ROOT / "knowledge")
TIMETABLE = Timetable(KNOWLEDGE)
ROWS = [
    json.loads(line)
    for line in (ROOT / "tests/questions/talks.jsonl").read_text(encoding="utf-8").splitlines()
]
NOTHING_SAID = Context()
FIRST = datetime(2023, 11, 1, tzinfo=BERLIN)
RIGHT = 0.95
WRONG = 0.01
RELATIVE = re.compile(r"\b(?:in|noch|vor) (?:\w+ )?(?:Minute|Stunde|minute|hour)")
CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b|\b\d{1,2} Uhr\b")


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=BERLIN)


def asked(
    text: str, now: str, language: str = "de", context: Context = NOTHING_SAID
) -> Reply | None:
    return TIMETABLE.reply(Question(text, at(now)), language, context)


def talked(now: str, *texts: str, timetable: Timetable = TIMETABLE) -> list[Reply]:
    """Ask one question after the other, each in the context the reply before has left."""
    context, replies = Context(), []
    for text in texts:
        reply = timetable.reply(Question(text, at(now)), "de", context)
        replies.append(reply)
        assert reply is not None, text
        context = Context(subject=reply.id, talks=reply.talks, search=reply.search)
    return replies


def is_right(row: dict[str, object], reply: Reply | None) -> bool:
    outcome = row.get("outcome")
    if outcome is not None:
        return (reply.outcome if reply else "none") == outcome
    if reply is None or reply.outcome == "unknown":
        return False
    single = row["label"] is None or reply.id in (row["label"], None)
    return single and sorted(reply.talks) == sorted(row["talks"])


def is_wrong(row: dict[str, object], reply: Reply | None) -> bool:
    """Tell whether an answer was given that leaves out what was asked for."""
    if reply is None or reply.outcome != "answer":
        return False
    return "outcome" in row or not set(row["talks"]) <= set(reply.talks)


def test_question_set_meets_its_floors():
    replies = [(row, asked(row["text"], row["now"], row["language"])) for row in ROWS]

    right = sum(is_right(row, reply) for row, reply in replies)
    wrong = [row["text"] for row, reply in replies if is_wrong(row, reply)]

    assert len(ROWS) >= 150
    assert right / len(ROWS) >= RIGHT
    assert len(wrong) / len(ROWS) <= WRONG, wrong


def test_questions_are_no_phrasings():
    written = {
        text.casefold()
        for talk in KNOWLEDGE.talks.values()
        for texts in (*talk.questions.values(), *talk.names.values())
        for text in texts
    }

    assert not written & {row["text"].casefold() for row in ROWS}


def published_clocks() -> set[str]:
    """Return every clock time the knowledge has: of talks, and in its texts."""
    found = set()
    for event in KNOWLEDGE.events.values():
        for talk in event.talks:
            for moment in filter(None, (talk.start, talk.end)):
                found.add(moment.astimezone(ZoneInfo(event.timezone)).strftime("%H:%M"))
                found.add(moment.astimezone(ZoneInfo(event.timezone)).strftime("%M Uhr"))
            for texts in (talk.title, talk.note, talk.abstract):
                found.update(clock for text in texts.values() for clock in CLOCK.findall(text))
    return found


def test_no_reply_has_a_clock_time_the_knowledge_has_not():
    clocks = [at("2023-11-07T12:20"), at("2024-10-16T15:20"), at("2025-10-01T12:10")]
    clocks += [at("2025-08-01T07:07"), at("2026-11-24T23:59")]
    replies = [asked(row["text"], row["now"], row["language"]) for row in ROWS]
    for now in clocks:
        for language in ("de", "en"):
            replies += [TIMETABLE.card(talk, now, language) for talk in KNOWLEDGE.talks.values()]
            replies += [TIMETABLE.now_and_next(now, language, id_) for id_ in KNOWLEDGE.events]
            replies += [TIMETABLE.programme(now, language, id_) for id_ in KNOWLEDGE.events]

    said = {clock for reply in replies if reply for clock in CLOCK.findall(reply.text)}

    assert said
    assert said <= published_clocks()


def own_clocks(talk: Talk) -> set[str]:
    """Return the clock times of one talk: its own, and those its texts tell."""
    zone = ZoneInfo(KNOWLEDGE.events[talk.event].timezone)
    moments = [moment.astimezone(zone) for moment in (talk.start, talk.end) if moment]
    texts = [*talk.title.values(), *talk.note.values(), *talk.abstract.values()]
    told = {clock for text in texts for clock in CLOCK.findall(text)}
    return {f"{moment:%H:%M}" for moment in moments} | told | {f"{at:%M} Uhr" for at in moments}


@settings(max_examples=300, deadline=None)
@given(
    talk=st.sampled_from(list(KNOWLEDGE.talks.values())),
    now=st.integers(0, 60 * 24 * 800).map(lambda minutes: FIRST + timedelta(minutes=minutes)),
    language=st.sampled_from(["de", "en"]),
)
def test_no_talk_is_given_a_time_that_is_not_its_own(talk, now, language):
    card = TIMETABLE.card(talk, now, language)
    line = TIMETABLE.listing([talk], now, language)

    said = {clock for reply in (card, line) for clock in CLOCK.findall(reply.text)}
    assert said <= own_clocks(talk)
    if talk.start is None:
        assert not RELATIVE.search(card.text + line.text)
    if talk.start is None and talk.day is None:
        assert str(KNOWLEDGE.events[talk.event].start.day) not in card.text.splitlines()[1]


@pytest.mark.parametrize("talk", KNOWLEDGE.talks.values(), ids=lambda talk: talk.id)
def test_every_talk_is_found_by_its_title(talk):
    replies = {
        language: asked(f"{opening} {talk.title[language]}", "2024-10-16T13:05", language)
        for language, opening in (("de", "Wann ist der Vortrag"), ("en", "When is the talk"))
    }

    assert {language: reply and talk.id in reply.talks for language, reply in replies.items()} == {
        "de": True,
        "en": True,
    }


@pytest.mark.parametrize(
    ("now", "line"),
    [
        (
            "2024-10-01T12:00",
            "Mittwoch, 16. Oktober 2024, 15:00 Uhr. Wann es endet, wurde nicht veröffentlicht.",
        ),
        (
            "2024-10-16T14:48",
            "Mittwoch, 16. Oktober 2024, 15:00 Uhr – beginnt in 12 Minuten. Wann es endet, wurde nicht veröffentlicht.",
        ),
        (
            "2024-10-16T15:08",
            "Hat vor 8 Minuten begonnen: Mittwoch, 16. Oktober 2024, 15:00 Uhr. Wann es endet, wurde nicht veröffentlicht.",
        ),
        (
            "2024-10-17T09:00",
            "War am Mittwoch, 16. Oktober 2024, 15:00 Uhr. Wann es endete, wurde nicht veröffentlicht.",
        ),
    ],
)
def test_card_says_when_in_the_right_tense(now, line):
    talk = KNOWLEDGE.talks["sccon-2024.suedwestfalen.cooperation-is-king"]

    card = TIMETABLE.card(talk, at(now), "de")

    assert card.text.splitlines()[1] == line


@pytest.mark.parametrize(
    ("now", "line"),
    [
        (
            "2025-10-01T12:22",
            "Läuft gerade, noch 8 Minuten: Mittwoch, 1. Oktober 2025, 12:00–12:30 Uhr",
        ),
        ("2025-10-01T12:30", "War am Mittwoch, 1. Oktober 2025, 12:00–12:30 Uhr"),
        (
            "2025-10-01T10:55",
            "Mittwoch, 1. Oktober 2025, 12:00–12:30 Uhr – beginnt in einer Stunde und 5 Minuten",
        ),
    ],
)
def test_card_with_an_end_counts_down(now, line):
    talk = KNOWLEDGE.talks["sccon-2025.speakers-corner.statt-daten"]

    card = TIMETABLE.card(talk, at(now), "de")

    assert card.text.splitlines()[1] == line


def test_card_without_day_says_exactly_that():
    talk = KNOWLEDGE.talks["sccon-2024.forum-stage.learnings"]

    card = TIMETABLE.card(talk, at("2026-11-24T12:00"), "de")

    assert card.text.splitlines() == [
        "Erfahrungen und Lehren aus Digitalisierungsprojekten",
        "Tag und Uhrzeit wurden nicht veröffentlicht.",
        "Forum Stage",
        "Vortrag, Smart Country Convention 2024 (war vom 15. Oktober 2024 bis 17. Oktober 2024)",
        "Es sprach: Tristan Richter (Stadt Schwerte, Leiter Smart City Büro)",
        talk.note["de"],
    ]
    assert card.sources[0].url == talk.source
    assert [choice.target for choice in card.suggestions] == list(talk.about)


def test_now_during_the_event_lists_each_stage():
    reply = TIMETABLE.now_and_next(at("2025-10-01T11:48"), "de")

    assert reply.text.splitlines()[:4] == [
        "Smart Country Convention 2025, Mittwoch, 1. Oktober 2025:",
        "Stand MHKBD NRW: „Detmold im Gespräch am NRW-Stand“ läuft, noch eine Stunde und 12 Minuten.",
        "Speakers Corner (Stand MHKBD NRW): als Nächstes „Statt Daten Stadtdaten“ um 12:00–12:30 Uhr, in 12 Minuten.",
        "AVUS Tribüne, Berlin (Abendveranstaltung zur Messe): als Nächstes „Digital Lounge: Impuls und Einführung zur digitalen Souveränität“ um 18:00 Uhr, in 6 Stunden und 12 Minuten.",
    ]


def test_now_before_and_after_the_event():
    before = TIMETABLE.now_and_next(at("2025-09-29T20:00"), "de")
    after = TIMETABLE.now_and_next(at("2025-10-03T08:00"), "en")

    assert before.text.startswith("„Smart Country Convention 2025“ hat noch nicht begonnen")
    assert "sccon-2025.eroeffnung" in before.talks
    assert after.text.startswith(
        "“Smart Country Convention 2025” is over; it was from 30 September"
    )
    assert after.talks == ("sccon-2025.keynote.wildberger",)


def test_event_without_programme_says_so():
    reply = TIMETABLE.now_and_next(at("2026-10-14T10:00"), "de")

    assert reply.outcome == "unknown"
    assert reply.text.startswith("Für „Smart Country Convention 2026“")


def test_follow_ups_go_on_from_the_list():
    _, noon, evening, speakers = talked(
        "2025-10-01T11:40", "was läuft gerade", "und um 12?", "und heute abend?", "wer spricht da?"
    )

    assert set(noon.talks) == {
        "sccon-2025.stand-mhkbd.detmold",
        "sccon-2025.speakers-corner.statt-daten",
    }
    assert [id_.rsplit("-", 1)[-1] for id_ in evening.talks] == ["intro", "panel", "networking"]
    assert speakers.talks == evening.talks


def test_follow_ups_go_on_from_a_card():
    card, where, length, after, before = talked(
        "2025-10-01T17:30",
        "wann ist der vortrag statt daten stadtdaten",
        "wo ist das?",
        "wie lange dauert das?",
        "und danach?",
        "und davor?",
    )

    assert where.id == card.id
    assert length.text == "„Statt Daten Stadtdaten“ dauerte 30 Minuten."
    assert after.id == "sccon-2025.side-event.syseleven-intro"
    assert before.talks == ("sccon-2025.stand-mhkbd.detmold", card.id)


def test_follow_up_changes_hall_and_day():
    first, hall, day = talked(
        "2023-11-07T12:05",
        "was läuft um viertel nach drei auf der plaza stage",
        "und in halle 25?",
        "und morgen?",
    )

    assert first.outcome == "unknown"
    assert hall.id == "sccon-2023.forum-stage.velsberg"
    assert day.outcome == "unknown"


def test_follow_up_asks_for_other_talks_of_the_speaker():
    _, others = talked(
        "2024-10-16T13:05",
        "wann ist der deepdive zu digitalisierungsprojekten",
        "was macht der referent sonst?",
    )

    assert set(others.talks) == {
        "regionalkonferenz-gelsenkirchen-2024.kooperativ",
        "sccon-2024.forum-stage.learnings",
    }


@pytest.mark.parametrize("text", ["und danach?", "wo ist das", "wie lange dauert das"])
def test_follow_up_without_context_is_not_ours(text):
    assert asked(text, "2024-10-16T13:05") is None


def test_project_leads_to_its_talk():
    reply = asked("Wann wird die Smart Region Kreis Unna vorgestellt?", "2024-10-16T13:05")

    assert reply is not None
    assert reply.id == "sccon-2024.speakers-corner.kreis-unna"


def made(*talks: Talk) -> Timetable:
    event = Event(
        "fair-2030",
        {"de": "Messe 2030"},
        date(2030, 5, 6),
        date(2030, 5, 7),
        "Europe/Berlin",
        talks,
    )
    return Timetable(replace(KNOWLEDGE, entries={}, events={event.id: event}))


def talk(number: int, title: str, *speakers: str, hour: int = 10, **more: object) -> Talk:
    start = datetime(2030, 5, 6, hour, tzinfo=BERLIN)
    held = {"stage": "Saal 1", "start": start, "end": start + timedelta(minutes=30), **more}
    return Talk(f"fair-2030.{number}", "fair-2030", {"de": title}, speakers, **held)


def test_misspelt_name_offers_those_it_may_be():
    timetable = made(
        talk(1, "Wasser", "Ann Schmidt"),
        talk(2, "Feuer", "Bob Schmitt", hour=11),
        talk(3, "Luft", "Cy Meier", hour=12),
    )

    reply = timetable.reply(
        Question("Wann spricht Schmit?", at("2030-05-06T09:00")), "de", Context()
    )

    assert reply is not None
    assert reply.outcome == "choice"
    assert [choice.label for choice in reply.choices] == [
        "Ann Schmidt: Wasser",
        "Bob Schmitt: Feuer",
    ]


def test_names_that_are_words_are_found_and_drown_nothing():
    timetable = made(
        talk(1, "Wasser", "Will Best"),
        talk(2, "Feuer", "May Freitag", hour=11),
        talk(3, "Was kommt morgen?", "Art Day", hour=12),
        talk(4, "Open Data für alle", "Ida Klein", hour=13),
    )
    found = {
        text: reply and reply.talks
        for text in (
            "wann spricht will best",
            "wann spricht frau freitag",
            "when does art day speak",
            "will there be a talk on open data",
            "wo ist was kommt morgen?",
        )
        if (reply := timetable.reply(Question(text, at("2030-05-06T09:00")), "de", Context()))
        or True
    }

    assert found == {
        "wann spricht will best": ("fair-2030.1",),
        "wann spricht frau freitag": ("fair-2030.2",),
        "when does art day speak": ("fair-2030.3",),
        "will there be a talk on open data": ("fair-2030.4",),
        "wo ist was kommt morgen?": ("fair-2030.3",),
    }


def test_cancelled_talk_says_so_and_is_not_next():
    timetable = made(
        talk(1, "Wasser", "Ann Schmidt", status="cancelled"), talk(2, "Feuer", "Bob Meier", hour=11)
    )

    card = timetable.reply(
        Question("wann ist der vortrag wasser", at("2030-05-06T09:00")), "de", Context()
    )
    coming = timetable.now_and_next(at("2030-05-06T09:00"), "de")

    assert card is not None
    assert card.text.splitlines()[1] == "Abgesagt: Dieser Programmpunkt fällt aus."
    assert coming.talks == ("fair-2030.2",)


def test_long_list_is_shown_in_pieces():
    talks = [talk(number, f"Thema {number}", hour=8 + number) for number in range(1, 12)]
    first, second = talked(
        "2030-05-06T07:00", "welche vorträge gibt es heute", "mehr", timetable=made(*talks)
    )

    assert (len(first.talks), first.choices[-1].target) == (8, "more")
    assert second.talks == ("fair-2030.9", "fair-2030.10", "fair-2030.11")
    assert second.choices[-1].target == "fair-2030.11"


def test_nothing_at_that_hour_names_the_nearest():
    timetable = made(talk(1, "Wasser", "Ann Schmidt"), talk(2, "Feuer", "Bob Meier", hour=15))

    reply = timetable.reply(
        Question("was läuft heute um 14:10 in saal 1", at("2030-05-06T09:00")), "de", Context()
    )

    assert reply is not None
    assert reply.outcome == "unknown"
    assert reply.talks[0] == "fair-2030.1"
    assert "14:10" not in reply.text


def test_language_of_talks_filters():
    timetable = made(talk(1, "Wasser", language="de"), talk(2, "Fire", hour=11, language="en"))

    reply = timetable.reply(
        Question("welche vorträge sind auf englisch", at("2030-05-06T09:00")), "de", Context()
    )

    assert reply is not None
    assert reply.talks == ("fair-2030.2",)


def test_what_comes_after_a_talk():
    timetable = made(talk(1, "Wasser", "Ann Schmidt"), talk(2, "Feuer", "Bob Meier", hour=11))

    reply = timetable.reply(
        Question("was kommt nach dem vortrag von schmidt", at("2030-05-06T09:00")), "de", Context()
    )

    assert reply is not None
    assert reply.id == "fair-2030.2"


def test_unknown_speaker_is_named():
    reply = asked("Wann spricht Angela Merkel?", "2024-10-16T13:05")

    assert reply is not None
    assert (reply.outcome, reply.text.splitlines()[0]) == (
        "unknown",
        "Im Programm habe ich mit „Angela Merkel“ nichts gefunden.",
    )


def test_knowledge_without_events_has_no_talks():
    timetable = Timetable(Knowledge(entries={}))

    reply = timetable.reply(Question("was läuft gerade", at("2030-05-06T09:00")), "de", Context())

    assert reply is None


@pytest.mark.parametrize(
    ("text", "outcome", "id_"),
    [
        ("Wann spricht Bem Muster?", "answer", "fair-2030.2"),
        ("wann redet ana schmidt", "answer", "fair-2030.1"),
        ("Wann spricht Max Muster?", "unknown", None),
        ("Wann spricht Ben Schmidt?", "unknown", None),
        ("Wann spricht die Ministerin Schmidt?", "answer", "fair-2030.1"),
    ],
)
def test_a_slip_in_a_name_is_forgiven_and_a_namesake_is_not_the_one(text, outcome, id_):
    timetable = made(talk(1, "Wasser", "Ann Schmidt"), talk(2, "Feuer", "Ben Muster", hour=11))

    reply = timetable.reply(Question(text, at("2030-05-06T09:00")), "de", Context())

    assert reply is not None
    assert (reply.outcome, reply.id) == (outcome, id_)
