"""The clerk's page: its example works, and it names every key of the format."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from bot.call import ZONE
from bot.core.assistant import Assistant
from bot.core.nouns import Question
from bot.stores.knowledge_files import read_knowledge
from bot.stores.knowledge_format import ENTRY, EVENT, FILE, TALK
from bot.stores.knowledge_shapes import Record
from bot.wiring import SHIPPED, learn

README = (SHIPPED / "README.md").read_text(encoding="utf-8")


def test_the_worked_example_is_read(tmp_path: Path) -> None:
    example = README.split("```yaml\n")[1].split("```")[0]
    (tmp_path / "buecher.yaml").write_text(example, encoding="utf-8")

    knowledge = read_knowledge(tmp_path, SHIPPED)

    assert list(knowledge.entries) == ["buecherbus"]


def test_following_the_page_to_its_end_gives_the_new_answer(tmp_path: Path) -> None:
    example, question = README.split("```yaml\n")[1].split("```")[0], README.split('ask "')[1]
    (tmp_path / "buecher.yaml").write_text(example, encoding="utf-8")
    knowledge = read_knowledge(tmp_path, SHIPPED)
    asked = Question(question.split('"')[0], datetime(2026, 6, 1, 10, 0, tzinfo=ZONE))

    reply, _ = Assistant(knowledge, learn(knowledge)).reply(asked)

    assert reply.text == knowledge.entries["buecherbus"].answer["de"]
    assert asked.text not in example


@pytest.mark.parametrize("record", [ENTRY, EVENT, TALK, FILE], ids=lambda record: record.name)
def test_every_key_is_explained(record: Record) -> None:
    told = set(re.findall(r"[`\s](\w+):?[`\s]", README))

    missing = [field.key for field in record.fields if field.key not in told]

    assert missing == []
