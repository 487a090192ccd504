"""A small folder of knowledge as an editor keeps it, and the assistant that answers from it."""

from pathlib import Path

from bot.core.assistant import Assistant
from bot.core.live import LiveAssistant
from bot.stores.knowledge_files import read_knowledge
from bot.wiring import SHIPPED, learn

TEXT = """\
# Unsere Stadt; bitte nicht umsortieren.
entries:
  - id: turmuhr   # die am Markt
    title: {de: Die Turmuhr, en: The tower clock}
    questions:
      de: [welche uhr hängt am turm, zeigt der turm die zeit an]
      en: [which clock is on the tower]
    answer:
      de: Die Turmuhr zeigt die Zeit.
      en: The tower clock tells the time.
    as_of: "2025"
    review: 2027-03-01
  - id: linde
    title: {de: Die Linde, en: The lime tree}
    questions:
      de: [wie alt ist die linde, wer hat den baum am brunnen gepflanzt]
      en: [how old is the lime tree]
    answer: {de: Die Linde ist sehr alt., en: The lime tree is very old.}
# Ende
"""


def write_knowledge(folder: Path) -> Path:
    """Write the folder with its one file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "stadt.yaml").write_text(TEXT, encoding="utf-8")
    return folder


def live_assistant(folder: Path) -> LiveAssistant:
    """Read and learn the folder; the bot's own sentences are the shipped ones."""
    knowledge = read_knowledge(folder, SHIPPED)
    return LiveAssistant(Assistant(knowledge, learn(knowledge)))
