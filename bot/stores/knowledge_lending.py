"""Stores: which files of a folder count, and what it borrows from the shipped knowledge."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.stores.knowledge_folder import files_in
from bot.stores.knowledge_nouns import Maker
from bot.stores.knowledge_sheet import Sheet, read_sheet

_LENT = (b"phrases:", b"aspects:", b"topics:", b"words:")
"""What a folder may leave out; only shipped files that have it are worth reading then."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """Hold a folder's own files and those of the shipped knowledge that may fill gaps."""

    own: tuple[Sheet, ...]
    lent: tuple[Sheet, ...]

    @property
    def all(self) -> tuple[Sheet, ...]:
        """Return the lent files, then the own ones, which win."""
        return (*self.lent, *self.own)

    def having(self, section: str) -> tuple[Sheet, ...]:
        """Return the own files with that section, or else the lent ones."""
        own = tuple(sheet for sheet in self.own if sheet.content.part(section))
        return own or tuple(sheet for sheet in self.lent if sheet.content.part(section))


ReadSheet = Callable[[Path], Sheet]


def read_sheets(folder: Path, shipped: Path | None, read: ReadSheet = read_sheet) -> Sheets:
    """Read a folder and, unless it is the shipped one, what that can lend."""
    own = tuple(read(path) for path in files_in(folder))
    if shipped is None or folder.resolve() == shipped.resolve():
        return Sheets(own, ())
    lenders = (path for path in files_in(shipped) if _can_lend(path))
    return Sheets(own, tuple(read(path) for path in lenders))


def makers(sheets: tuple[Sheet, ...]) -> Iterator[tuple[Sheet, Maker]]:
    """Pair each file with a maker of nouns that knows its language."""
    for sheet in sheets:
        yield sheet, Maker(sheet.reading.file, sheet.language)


def _can_lend(path: Path) -> bool:
    return any(line.startswith(_LENT) for line in path.read_bytes().splitlines())
