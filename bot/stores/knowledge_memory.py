"""Stores: remembers files already read, so that a save costs reading one file and not all."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.stores.knowledge_sheet import Sheet, read_sheet


@dataclass(slots=True)
class RememberedSheets:
    """Read a file, or hand out what it said before if its content is the same."""

    _known: dict[Path, tuple[bytes, Sheet]] = field(default_factory=dict)

    def __call__(self, path: Path) -> Sheet:
        """Return the file as if it were just read; later checks may note faults in it."""
        try:
            content = path.read_bytes()
        except OSError:
            return read_sheet(path)
        before, sheet = self._known.get(path, (b"", None))
        if sheet is None or before != content:
            sheet = read_sheet(path)
            self._known[path] = (content, _fresh(sheet))
            return sheet
        return _fresh(sheet)


def _fresh(sheet: Sheet) -> Sheet:
    return replace(sheet, reading=replace(sheet.reading, faults=list(sheet.reading.faults)))
