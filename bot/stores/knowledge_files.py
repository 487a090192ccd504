"""Stores: a folder of YAML -> Knowledge, strict: every fault of every file in one run."""

from pathlib import Path

from bot.core.nouns import Knowledge
from bot.errors import KnowledgeError
from bot.stores.faults import Fault
from bot.stores.knowledge_gathering import Gathering

__all__ = ["Fault", "find_faults", "read_knowledge"]


def read_knowledge(folder: Path, shipped: Path | None = None) -> Knowledge:
    """Read a knowledge folder; phrases, aspects, topics and words it lacks come from `shipped`.

    Raises KnowledgeError with all faults, in the order of files and lines.
    """
    gathering = Gathering(folder, shipped)
    if gathering.faults:
        raise KnowledgeError(gathering.faults)
    return gathering.knowledge()


def find_faults(folder: Path, shipped: Path | None = None) -> list[Fault]:
    """List what is wrong with a knowledge folder, in the order of files and lines."""
    return Gathering(folder, shipped).faults
