"""The shipped knowledge: reachable, faithful to the sourcebook, and short."""

import json
import re
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.core.assistant import Assistant
from bot.core.nouns import Entry, Kind, Knowledge, Question

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
NAMES = json.loads((Path(__file__).parent / "facts" / "names.json").read_text(encoding="utf-8"))
SOURCEBOOK = Path(__file__).parent.parent.parent / "shared" / "facts"
SERVICE_NUMBERS = {"112", "110", "115"}

OWNERS = defaultdict(set)
for row in NAMES:
    for name in row["names"]:
        OWNERS[name.lower()].add(row["entry"])


@pytest.mark.parametrize("name", sorted(OWNERS))
def test_every_title_and_other_name_reaches_its_entry(name: str, assistant: Assistant) -> None:
    reply, _ = assistant.reply(Question(name, NOW))

    assert (reply.outcome, reply.id in OWNERS[name]) == ("answer", True), reply.candidates[:3]


def test_every_entry_of_the_sourcebook_is_there(knowledge: Knowledge) -> None:
    assert {row["entry"] for row in NAMES} <= set(knowledge.entries)


def test_every_answer_is_short_in_both_languages(knowledge: Knowledge) -> None:
    long = {
        (entry.id, language): len(text)
        for entry in knowledge.entries.values()
        for language, text in entry.answer.items()
        if len(text) > 420
    }

    assert long == {}


def test_every_answer_names_its_source_and_date(knowledge: Knowledge) -> None:
    bare = [
        entry.id
        for entry in knowledge.entries.values()
        if entry.kind is Kind.ANSWER and not (entry.sources and entry.as_of)
    ]

    assert bare == []


@pytest.mark.skipif(not SOURCEBOOK.is_dir(), reason="the sourcebook lies beside the repository")
def test_no_figure_is_claimed_that_the_sourcebook_lacks(knowledge: Knowledge) -> None:
    sourced = "".join(path.read_text(encoding="utf-8") for path in SOURCEBOOK.glob("*.yaml"))
    figures = {number.lstrip("0") for number in re.findall(r"\d+", sourced)} | SERVICE_NUMBERS

    invented = {
        (entry.id, number)
        for entry in knowledge.entries.values()
        for text in _texts(entry)
        for number in re.findall(r"\d+", text)
        if number.lstrip("0") not in figures
    }

    assert invented == set()


def _texts(entry: Entry) -> list[str]:
    texts = [*entry.title.values(), *entry.answer.values(), *entry.details.values()]
    return texts + [text for aspect in entry.aspects for text in aspect.answer.values()]
