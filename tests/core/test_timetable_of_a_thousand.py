"""A thousand talks and five hundred speakers: each is named by speaker, title and place in time."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.nouns import Context, Question, Reply, Talk
from bot.core.timetable import Timetable
from bot.stores.knowledge_files import read_knowledge
from tests.core.generated_schedule import ZONE, knowledge

SHIPPED = read_knowledge(Path(__file__).parents[2] / "knowledge")
MADE = replace(knowledge(1000, 500), phrases=SHIPPED.phrases, filler=SHIPPED.filler)
TIMETABLE = Timetable(MADE)
TALKS = list(MADE.talks.values())
NOW = datetime(2027, 9, 15, 12, 10, tzinfo=ZONE)
WEEKDAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]


def asked(text: str) -> Reply | None:
    return TIMETABLE.reply(Question(text, NOW), "de", Context())


def all_shown(text: str) -> set[str]:
    """Return the talks the reply names, on all the pages that "mehr" shows."""
    reply = asked(text)
    shown: set[str] = set()
    while reply is not None:
        shown |= set(reply.talks)
        reply = TIMETABLE.more(Context(search=reply.search), NOW, "de")
    return shown


def by_speaker(talk: Talk) -> list[str]:
    return [f"Wann spricht {speaker}?" for speaker in talk.speakers]


def by_title(talk: Talk) -> list[str]:
    return [f"Wo ist {talk.title['de']}?"]


def by_time_and_stage(talk: Talk) -> list[str]:
    start = talk.start
    assert start is not None
    return [
        f"Was läuft {WEEKDAYS[start.weekday()]} {start:%H:%M} {talk.stage}?",
        f"was läuft am {start.day}.{start.month}. um {start:%H:%M} uhr auf {talk.stage}",
    ]


@pytest.mark.parametrize("questions", [by_speaker, by_title, by_time_and_stage])
def test_every_talk_is_named(questions):
    missed = [
        (text, talk.id)
        for talk in TALKS
        for text in questions(talk)
        if talk.id not in all_shown(text)
    ]

    assert missed == []


def test_title_and_place_in_time_give_the_one_card():
    asked_for = [
        (text, talk.id)
        for talk in TALKS[::9]
        for text in (*by_title(talk), *by_time_and_stage(talk))
    ]

    wrong = [text for text, id_ in asked_for if (reply := asked(text)) is None or reply.id != id_]

    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "Wann hat das Bürgerbüro morgen auf?",
        "wann fährt der letzte zug nach dortmund",
        "wie wird das wetter morgen?",
        "will there be food tomorrow?",
        "Wo kann ich am Freitag parken?",
        "when does the next bus leave",
        "Was kostet ein Ausweis?",
        "Wer ist der Bürgermeister?",
        "wann kommt die müllabfuhr",
        "can I talk to a human",
        "Kann ich mit jemandem sprechen?",
        "guten morgen",
        "danke, das war alles für heute",
        "was kannst du",
    ],
)
def test_everyday_questions_are_not_taken_for_talks(text):
    assert asked(text) is None


@pytest.mark.parametrize("name", ["April May", "Mark Day", "Sunny Weather", "Olga Schmidt"])
def test_nobody_of_that_name_is_said_so(name):
    assert name not in {speaker for talk in TALKS for speaker in talk.speakers}

    reply = asked(f"Wann spricht {name}?")

    assert reply is None or reply.outcome == "unknown"


def test_misspelt_titles_are_found():
    missed = []
    for talk in TALKS[::7]:
        title = talk.title["de"]
        place = max(
            range(len(title) - 1),
            key=lambda at: title[at : at + 2].isalpha() and len(title[:at].split()[-1:]),
        )
        typed = title[:place] + title[place + 1] + title[place] + title[place + 2 :]
        reply = asked(f"wann ist der vortrag {typed.lower()}")
        if reply is None or talk.id not in reply.talks:
            missed.append(typed)

    assert len(missed) <= len(TALKS[::7]) // 20


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gets_the_same_reply_twice(text):
    assert asked(text) == asked(text)
