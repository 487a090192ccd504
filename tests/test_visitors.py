"""Visitors' questions about talks, asked at the front door: floors over batches written afresh.

A row's `talks` must all be named, its `also` may be; `label` names an entry that answers as well,
`outcome` "unknown" wants an honest no, "none" no talk at all. The turns of a visit stand in the
context of those before.
"""

import json
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.core import reading
from bot.core.assistant import Assistant
from bot.core.nouns import Context, Knowledge, Question, Reply
from bot.core.phrasings import phrasings_of

BERLIN = ZoneInfo("Europe/Berlin")
HERE = Path(__file__).parent / "questions"
BATCHES = sorted(HERE.glob("visitors_*.jsonl"))
VISITS = [
    json.loads(line)
    for path in sorted(HERE.glob("visits_*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
RIGHT = 0.95
WRONG = 0.01


def rows_of(batch: Path) -> list[dict[str, str | list[str]]]:
    return [json.loads(line) for line in batch.read_text(encoding="utf-8").splitlines()]


def is_right(row: dict[str, str | list[str]], reply: Reply) -> bool:
    if row.get("outcome") == "none":
        return not reply.talks
    if "outcome" in row:
        return reply.outcome == row["outcome"]
    if "label" in row:
        return reply.id == row["label"]
    named, must = set(reply.talks), set(row["talks"])
    return reply.outcome == "answer" and must <= named <= must | set(row.get("also", ()))


def is_wrong(row: dict[str, str | list[str]], reply: Reply) -> bool:
    """Tell whether a reply gives as the answer talks that were not asked for."""
    if reply.outcome != "answer" or not reply.talks:
        return False
    return "outcome" in row or not set(row.get("talks", ())) <= set(reply.talks)


def test_visitors_are_answered(assistant: Assistant) -> None:
    rows = [row for batch in BATCHES for row in rows_of(batch)]
    both = [(row, replied(row, assistant)) for row in rows]

    missed = [row["text"] for row, reply in both if not is_right(row, reply)]
    wrong = [row["text"] for row, reply in both if is_wrong(row, reply)]

    assert len(rows) >= 500
    assert len(missed) <= (1 - RIGHT) * len(rows), missed
    assert len(wrong) <= WRONG * len(rows), wrong


def replied(row: dict[str, str | list[str]], assistant: Assistant) -> Reply:
    now = datetime.fromisoformat(str(row["now"])).replace(tzinfo=BERLIN)
    return assistant.reply(Question(str(row["text"]), now, str(row["language"])))[0]


def test_visits_keep_their_subject(assistant: Assistant) -> None:
    missed = []
    for visit in VISITS:
        now, context = datetime.fromisoformat(visit["now"]).replace(tzinfo=BERLIN), Context()
        for place, turn in enumerate(visit["turns"]):
            question = Question(turn["text"], now + timedelta(seconds=20 * place))
            reply, context = assistant.reply(question, context)
            if not is_right(turn, reply):
                missed.append((visit["now"], turn["text"]))

    turns = sum(len(visit["turns"]) for visit in VISITS)
    assert turns >= 50
    assert len(missed) <= (1 - RIGHT) * turns, missed


@pytest.mark.parametrize("batch", BATCHES, ids=lambda batch: batch.stem)
def test_no_question_is_a_phrasing(batch: Path, knowledge: Knowledge) -> None:
    phrasings = {tuple(reading.words(each.text)) for each in phrasings_of(knowledge)}
    written = {tuple(reading.words(text)) for text in _questions_of_talks(knowledge)}

    texts = [str(row["text"]) for row in rows_of(batch)]
    same = [text for text in texts if tuple(reading.words(text)) in phrasings | written]

    assert [text for text in same if len(reading.words(text)) > 2] == []


def _questions_of_talks(knowledge: Knowledge) -> list[str]:
    return [
        text
        for talk in knowledge.talks.values()
        for texts in talk.questions.values()
        for text in texts
    ]
