"""Stores: a folder of YAML -> Knowledge, strict: every fault of every file in one run."""

from pathlib import Path

from bot.core.nouns import Knowledge
from bot.errors import KnowledgeError
from bot.stores.faults import Fault
from bot.stores.knowledge_gathering import Gathering
from bot.stores.knowledge_lending import ReadSheet
from bot.stores.knowledge_sheet import read_sheet

__all__ = ["Fault", "find_faults", "read_knowledge"]


def read_knowledge(
    folder: Path, shipped: Path | None = None, read: ReadSheet = read_sheet
) -> Knowledge:
    """Read a knowledge folder; phrases, aspects, topics and words it lacks come from `shipped`.

    `read` reads one file; another one may remember what it read before.
    Raises KnowledgeError with all faults, in the order of files and lines.
    """
    gathering = Gathering(folder, shipped, read)
    if gathering.faults:
        raise KnowledgeError(gathering.faults)
    return gathering.knowledge()


def find_faults(folder: Path, shipped: Path | None = None) -> list[Fault]:
    """List what is wrong with a knowledge folder, in the order of files and lines."""
    return Gathering(folder, shipped).faults
