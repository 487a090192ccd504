"""A sample of the full run (`python -m tests.fuzz`): nothing that comes from outside crashes."""

from pathlib import Path

import pytest

from bot.core.assistant import Assistant
from tests.fuzz.measuring import measure
from tests.fuzz.targets import targets, temporary_folder

NAMES = (
    "messages", "buttons and start parameters", "masking and logs", "knowledge (YAML)",
    "schedule (JSON)", "schedule (XML)", "calendar (iCalendar)", "labelled questions",
    "settings (.env)",
)  # fmt: skip
SAMPLE = 60


@pytest.mark.parametrize("name", NAMES)
def test_hostile_inputs_are_answered_or_refused(assistant: Assistant, name: str) -> None:
    with temporary_folder() as folder:
        [target] = [each for each in targets(assistant, Path(folder)) if each.name == name]

        outcome = measure(target, SAMPLE, seed=0)

    assert outcome.crashes == {}
    assert outcome.inputs == SAMPLE
