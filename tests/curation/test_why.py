"""Why an answer came: entry, phrasing, words, certainty, date; and why none did."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.assistant import Assistant
from bot.core.nouns import Question
from bot.curation.why import why
from bot.stores.knowledge_files import read_knowledge
from bot.wiring import SHIPPED, learn
from tests.curation.desk_knowledge import write_knowledge

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
MORE = """\
entries:
  - id: wetter
    kind: outside
    questions: [wie wird das wetter morgen, regnet es heute]
    answer: Das Wetter sagt der Wetterdienst.
"""


@pytest.fixture
def assistant(tmp_path: Path) -> Assistant:
    folder = write_knowledge(tmp_path)
    (folder / "outside.yaml").write_text(MORE, encoding="utf-8")
    knowledge = read_knowledge(folder, SHIPPED)
    return Assistant(knowledge, learn(knowledge))


def told(assistant: Assistant, text: str) -> list[str]:
    reply, _ = assistant.reply(Question(text, NOW))
    return why(assistant, text, reply).split("\n")


def test_an_answer_names_its_entry_phrasing_words_and_dates(
    assistant: Assistant, tmp_path: Path
) -> None:
    lines = told(assistant, "welche uhr hängt denn am turmm")

    assert lines[1] == f"Eintrag: turmuhr – Die Turmuhr ({tmp_path}/stadt.yaml:3)"
    assert lines[2].startswith("Sicherheit: ")
    assert lines[3].startswith("Ähnlichste Frage: „welche uhr hängt am turm“ (Ähnlichkeit ")
    assert lines[4].startswith("Wörter (was jedes dafür oder dagegen sagt): ")
    assert "Gelesen als: turmm → turm" in lines
    assert lines[-2:] == ["Stand der Auskunft: 2025", "Nächste Wiedervorlage: 1.3.2027"]


def test_what_is_unknown_names_what_came_nearest(assistant: Assistant) -> None:
    lines = told(assistant, "xylophon quark zebra")

    assert lines[1] == "Nichts war sicher genug für eine Antwort. Am nächsten kam:"
    assert lines[2].startswith("Eintrag: ")


def test_what_is_outside_names_the_entry_that_says_so(assistant: Assistant, tmp_path: Path) -> None:
    lines = told(assistant, "wie wird das wetter morgen")

    assert lines[1].startswith("Das wird hier nicht beantwortet.")
    assert lines[2].startswith("Eintrag: wetter – ")
    assert lines[2].endswith(f"({tmp_path}/outside.yaml:2)")


def test_a_choice_is_told_as_a_choice(assistant: Assistant) -> None:
    text = "welche uhr hängt am turm"
    reply, _ = assistant.reply(Question(text, NOW))

    lines = why(assistant, text, replace(reply, outcome="choice", id=None)).split("\n")

    assert lines[1] == "Nachgefragt, denn mehreres ist möglich. Am ehesten:"
    assert lines[2].startswith("Eintrag: turmuhr")


def test_a_text_without_words_is_told_so(assistant: Assistant) -> None:
    assert told(assistant, "?!") == ["Warum diese Antwort?", "In der Frage steht kein Wort."]
