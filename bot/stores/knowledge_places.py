"""Stores: where in the files each text of an entry stands, so that advice can name the line."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.core.nouns import Origin
from bot.stores.knowledge_folder import files_in
from bot.stores.knowledge_pieces import Piece
from bot.stores.knowledge_sheet import Sheet, read_sheet

Places = Mapping[tuple[str, str], Origin]
"""Where a text stands, by the id of its entry or talk and the text itself."""


def places_of(folder: Path) -> Places:
    """Return the place of every text in the folder's entries, events and talks."""
    found: dict[tuple[str, str], Origin] = {}
    for path in files_in(folder):
        sheet = read_sheet(path)
        for owner, piece in _texts(sheet):
            if isinstance(piece.value, str):
                place = Origin(sheet.reading.file, piece.line, piece.column)
                found.setdefault((owner, piece.value), place)
    return found


def _texts(sheet: Sheet) -> Iterator[tuple[str, Piece]]:
    for section in ("entries", "events"):
        for item in sheet.content.items(section):
            own = (piece for key, piece in item.value.items() if key != "talks")
            yield from ((item.said("id"), text) for piece in own for text in piece.texts())
            for talk in item.items("talks"):
                yield from ((talk.said("id"), text) for text in talk.texts())
