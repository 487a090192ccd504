"""The chat in the terminal and questions from standard input."""

import io
import json
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.faces import console
from tests.core.small_knowledge import assistant_of

ASSISTANT = assistant_of()


def clock() -> datetime:
    return datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def test_a_chat_answers_line_by_line_and_keeps_the_subject() -> None:
    sink = io.StringIO()

    console.chat(ASSISTANT, clock, None, io.StringIO("turmuhr\nund wo ist das?\n"), sink)

    assert "Die Turmuhr zeigt die Zeit seit langem." in sink.getvalue()
    assert "Sie hängt am Markt." in sink.getvalue()


def test_lines_stand_alone_unless_they_are_a_dialogue() -> None:
    lines = ["turmuhr", "und wo ist das?"]

    alone = list(console.answer_all(ASSISTANT, lines, clock, None, dialogue=False))
    together = list(console.answer_all(ASSISTANT, lines, clock, None, dialogue=True))

    assert [reply.id for _, reply in alone] == ["turmuhr", None]
    assert [reply.id for _, reply in together] == ["turmuhr", "turmuhr"]


def test_a_reply_as_json_has_the_fields_of_the_interface() -> None:
    ((text, reply),) = console.answer_all(ASSISTANT, ["turmuhr"], clock, None, dialogue=False)

    written = json.loads(console.as_json(text, reply, ASSISTANT))

    assert written["question"] == "turmuhr"
    assert (written["outcome"], written["id"], written["language"]) == ("answer", "turmuhr", "de")
    assert 0 <= written["score"] <= 1
    assert written["candidates"][0]["id"] == "turmuhr"
    assert written["talks"] == []
    assert written["text"].startswith("Die Turmuhr")
