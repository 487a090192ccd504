"""Questions as people write them: floors over the sets; what they reach stands in the notes."""

import json
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.core import reading
from bot.core.assistant import Assistant
from bot.core.nouns import Context, Kind, Knowledge, Question, Reply
from bot.core.phrasings import phrasings_of
from bot.curation.evaluate import Asked, Labelled, ask_all, figures, read_labelled

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
HERE = Path(__file__).parent / "questions"
MISSES = HERE / "misses.jsonl"
INSIDE = ("citizens", "citizens-2", "citizens-3", "citizens-4")
OUTSIDE = ("outside", "outside-2", "outside-3", "outside-4")
SETS = (*INSIDE, *OUTSIDE)


@pytest.mark.parametrize(
    ("name", "least", "right", "wrong"),
    [
        ("citizens", 350, 0.97, 0.02),
        ("citizens-2", 350, 0.93, 0.03),
        ("citizens-3", 350, 0.93, 0.03),
        ("citizens-4", 250, 0.93, 0.03),
    ],
)
def test_citizens_are_answered_right_and_hardly_ever_wrong(
    assistant: Assistant, name: str, least: int, right: float, wrong: float
) -> None:
    result = figures(ask_all(assistant, _labelled(name), lambda: NOW))

    assert result["questions"] >= least
    assert result["answered_right"] >= right
    assert result["answered_wrong"] <= wrong


@pytest.mark.parametrize(
    ("name", "refused"),
    [("outside", 0.95), ("outside-2", 0.94), ("outside-3", 0.93), ("outside-4", 0.95)],
)
def test_what_is_outside_is_refused(assistant: Assistant, name: str, refused: float) -> None:
    result = figures(ask_all(assistant, _labelled(name), lambda: NOW))

    assert result["questions"] >= 100
    assert result["unknown_right"] >= refused


@pytest.mark.parametrize(
    "text",
    [
        "da brennt ein auto auf dem parkplatz!!",
        "in der factory 4 brennts",
        "im gaming room liegt einer bewusstlos",
        "auf der messe ist einer umgekippt",
        "there is smoke coming out of the makerspace",
    ],
)
def test_an_emergency_goes_before_the_place_it_happens_at(assistant: Assistant, text: str) -> None:
    reply, _ = assistant.reply(Question(text, NOW))

    assert reply.kind is Kind.EMERGENCY
    assert "112" in reply.text


@pytest.mark.parametrize(
    "text",
    ["die laterne brennt nicht", "was hat die feuerwehr von den regenmessern", "erste hilfe kurs"],
)
def test_what_only_sounds_like_an_emergency_is_none(assistant: Assistant, text: str) -> None:
    reply, _ = assistant.reply(Question(text, NOW))

    assert reply.kind is not Kind.EMERGENCY


def test_known_misses_still_miss(assistant: Assistant) -> None:
    """Fail when one begins to pass: it then leaves the list, and the floors may rise.

    Listed are the clear ones, not those within a hair's breadth of the decision.
    """
    listed = [json.loads(line)["text"] for line in MISSES.read_text(encoding="utf-8").splitlines()]
    asked = [each for name in SETS for each in ask_all(assistant, _labelled(name), lambda: NOW)]

    missing = {each.labelled.text for each in asked if not _is_right(each)}

    assert [text for text in listed if text not in missing] == []


def test_no_question_is_a_phrasing(knowledge: Knowledge) -> None:
    phrasings = {tuple(reading.words(each.text)) for each in phrasings_of(knowledge)}
    read = {each.text: tuple(reading.words(each.text)) for each in chain(*map(_labelled, SETS))}

    same = [text for text, words in read.items() if len(words) > 1 and words in phrasings]

    assert same == []


def test_dialogues_keep_their_subject(assistant: Assistant) -> None:
    dialogues = _dialogues("dialogues")

    right = sum(_ids(turns, assistant) == [turn["label"] for turn in turns] for turns in dialogues)

    assert right / len(dialogues) >= 0.8


def test_dialogues_go_on_about_the_side_asked_for(assistant: Assistant) -> None:
    dialogues = _dialogues("dialogues-2")

    missed = [turn["text"] for turns in dialogues for turn in _missed(turns, assistant)]

    assert len(dialogues) >= 30
    assert len(missed) <= 0.08 * sum(map(len, dialogues)), missed


def _dialogues(name: str) -> list[list[dict[str, str]]]:
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["turns"] for line in lines]


def _labelled(name: str) -> list[Labelled]:
    return read_labelled(HERE / f"{name}.jsonl")


def _is_right(asked: Asked) -> bool:
    if asked.labelled.label is None:
        return asked.reply.outcome == "unknown"
    return asked.labelled.takes(asked.answered)


def _missed(turns: list[dict[str, str]], assistant: Assistant) -> list[dict[str, str]]:
    """Return the turns without the entry, and the side of it, that they ask for."""
    replies = zip(turns, _replies(turns, assistant), strict=True)
    return [turn for turn, reply in replies if not _says(turn, reply, assistant.knowledge)]


def _says(turn: dict[str, str], reply: Reply, knowledge: Knowledge) -> bool:
    id_ = _id(reply)
    if turn["label"] is None:
        return id_ is None
    if id_ != turn["label"] or "aspect" not in turn:
        return id_ in {turn["label"], *turn.get("also", ())}
    side = knowledge.entries[turn["label"]].aspect(reply.aspect)
    return side is not None and turn["aspect"] in {side.id, side.about}


def _ids(turns: list[dict[str, str]], assistant: Assistant) -> list[str | None]:
    return [_id(reply) for reply in _replies(turns, assistant)]


def _id(reply: Reply) -> str | None:
    return reply.candidates[0].id if reply.kind is Kind.SMALLTALK else reply.id


def _replies(turns: list[dict[str, str]], assistant: Assistant) -> list[Reply]:
    context, got = Context(), []
    for place, turn in enumerate(turns):
        now = NOW + timedelta(minutes=place)
        reply, context = assistant.reply(Question(turn["text"], now), context)
        got.append(reply)
    return got
