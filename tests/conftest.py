"""What many tests share: the shipped knowledge, read and learned once."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.assistant import Assistant
from bot.core.nouns import Knowledge
from bot.stores.knowledge_files import read_knowledge
from bot.wiring import SHIPPED, learn

QUESTIONS = Path(__file__).parent / "questions"


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return read_knowledge(SHIPPED, SHIPPED)


@pytest.fixture(scope="session")
def assistant(knowledge: Knowledge) -> Assistant:
    return Assistant(knowledge, learn(knowledge))


@pytest.fixture(autouse=True)
def former_logs() -> Iterator[None]:
    """Let no test leave its log handler behind: its stream ends with it."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = before, level
