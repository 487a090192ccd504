"""A sample of the full run (`python -m tests.fuzz`): nothing that comes from outside crashes."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.core.assistant import Assistant
from tests.fuzz.measuring import measure
from tests.fuzz.targets import Target, targets, temporary_folder

NAMES = (
    "messages", "ids of buttons and links", "masking and logs", "knowledge (YAML)",
    "schedule (JSON)", "schedule (XML)", "calendar (iCalendar)", "table (CSV)",
    "labelled questions", "settings (.env)", "command line", "Telegram updates",
    "webhook bodies", "HTTP requests", "answers of the Bot API",
)  # fmt: skip
SAMPLE = 60


@pytest.fixture(scope="module")
def every(assistant: Assistant) -> Iterator[dict[str, Target]]:
    with temporary_folder() as folder, ExitStack() as rooms:
        yield {target.name: target for target in targets(assistant, Path(folder), rooms)}


@pytest.mark.parametrize("name", NAMES)
def test_hostile_inputs_are_answered_or_refused(every: dict[str, Target], name: str) -> None:
    outcome = measure(every[name], SAMPLE, seed=0)

    assert outcome.crashes == {}
    assert outcome.inputs == SAMPLE


def test_every_target_has_its_sample(every: dict[str, Target]) -> None:
    assert tuple(every) == NAMES
