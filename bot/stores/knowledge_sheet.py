"""Stores: one knowledge file, read: its pieces, its faults, its references."""

import re
from dataclasses import dataclass
from pathlib import Path

from bot.stores.faults import Fault
from bot.stores.knowledge_folder import shown
from bot.stores.knowledge_format import FILE
from bot.stores.knowledge_languages import language_faults
from bot.stores.knowledge_pieces import Piece
from bot.stores.knowledge_reading import Reading
from bot.stores.yaml_faults import decoded, letter_faults
from bot.stores.yaml_nodes import Node, Tree

_DEFAULT_LANGUAGE = "de"
_ID = re.compile(r"""\bid: *["']?([a-z0-9.-]+)""")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold what one file says; `lost_ids` are those of a file whose syntax is broken."""

    reading: Reading
    content: Piece
    lost_ids: frozenset[str] = frozenset()

    @property
    def language(self) -> str:
        """Return the language of plain texts."""
        said: str | None = self.content.said("language")
        return said or _DEFAULT_LANGUAGE


def read_sheet(path: Path) -> Sheet:
    """Read one file; whatever is wrong with it stands in `reading.faults`."""
    reading = Reading(shown(path))
    text = _text(path, reading)
    root = _root(text, reading) if text is not None else None
    if root is None:
        return Sheet(reading, Piece({}, 1, 1), frozenset(_ID.findall(text or "")))
    sheet = Sheet(reading, reading.read(FILE, root) or Piece({}, 1, 1))
    reading.faults.extend(language_faults(reading, sheet.language))
    return sheet


def _text(path: Path, reading: Reading) -> str | None:
    try:
        text = decoded(reading.file, path.read_bytes())
    except OSError as error:
        problem = f"die Datei kann nicht gelesen werden ({error.strerror})"
        text = Fault(reading.file, 1, 1, problem, "Rechte der Datei prüfen")
    if isinstance(text, Fault):
        reading.faults.append(text)
        return None
    return text


def _root(text: str, reading: Reading) -> Node | None:
    reading.faults.extend(letter_faults(reading.file, text))
    if reading.faults:
        return None
    tree = Tree(reading.file, text)
    tree.grow()
    reading.faults.extend(tree.faults)
    if tree.root is None and not reading.faults:
        problem = "die Datei ist leer"
        reading.faults.append(Fault(reading.file, 1, 1, problem, "ausfüllen oder löschen"))
    return tree.root
