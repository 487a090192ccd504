"""Questions as people write them: floors over the sets; what they reach stands in the notes."""

import json
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.core import reading
from bot.core.assistant import Assistant
from bot.core.nouns import Context, Kind, Knowledge, Question
from bot.core.phrasings import phrasings_of
from bot.curation.evaluate import ask_all, figures, read_labelled

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
HERE = Path(__file__).parent / "questions"


def test_citizens_are_answered_right_and_hardly_ever_wrong(assistant: Assistant) -> None:
    result = figures(ask_all(assistant, read_labelled(HERE / "citizens.jsonl"), lambda: NOW))

    assert result["questions"] >= 350
    assert result["answered_right"] >= 0.85
    assert result["answered_wrong"] <= 0.03


def test_what_is_outside_is_refused(assistant: Assistant) -> None:
    result = figures(ask_all(assistant, read_labelled(HERE / "outside.jsonl"), lambda: NOW))

    assert result["questions"] >= 100
    assert result["unknown_right"] >= 0.50


def test_no_question_is_a_phrasing(knowledge: Knowledge) -> None:
    phrasings = {tuple(reading.words(each.text)) for each in phrasings_of(knowledge)}
    sets = [read_labelled(HERE / f"{name}.jsonl") for name in ("citizens", "outside")]
    read = {each.text: tuple(reading.words(each.text)) for each in chain(*sets)}

    same = [text for text, words in read.items() if len(words) > 1 and words in phrasings]

    assert same == []


def test_dialogues_keep_their_subject(assistant: Assistant) -> None:
    lines = (HERE / "dialogues.jsonl").read_text(encoding="utf-8").splitlines()
    dialogues = [json.loads(line)["turns"] for line in lines]

    right = sum(_ids(turns, assistant) == [turn["label"] for turn in turns] for turns in dialogues)

    assert right / len(dialogues) >= 0.8


def _ids(turns: list[dict[str, str]], assistant: Assistant) -> list[str | None]:
    context, got = Context(), []
    for place, turn in enumerate(turns):
        now = NOW + timedelta(minutes=place)
        reply, context = assistant.reply(Question(turn["text"], now), context)
        got.append(reply.candidates[0].id if reply.kind is Kind.SMALLTALK else reply.id)
    return got
