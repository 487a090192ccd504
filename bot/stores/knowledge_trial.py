"""Stores: a change to a knowledge folder that is taken back if it would bring faults."""

from collections.abc import Callable
from pathlib import Path

from bot.errors import KnowledgeError, StoreError
from bot.stores.knowledge_edit import Edit
from bot.stores.knowledge_files import find_faults
from bot.stores.knowledge_folder import files_in
from bot.stores.whole_files import write_whole


def tried(folder: Path, shipped: Path | None, change: Callable[[], Edit]) -> Edit:
    """Make the change; where it brings faults, undo it and raise KnowledgeError with them.

    A folder that has faults already is left alone: nothing in it could go live.
    """
    if faults := find_faults(folder, shipped):
        raise KnowledgeError(faults)
    contents = {path: path.read_bytes() for path in files_in(folder)}
    edit = change()
    if faults := find_faults(folder, shipped):
        _restore(folder, contents)
        raise KnowledgeError(faults)
    return edit


def _restore(folder: Path, contents: dict[Path, bytes]) -> None:
    for path in files_in(folder):
        if path not in contents:
            path.unlink()
        elif path.read_bytes() != contents[path]:
            write_whole(path, contents[path])


def tried_file(folder: Path, shipped: Path | None, path: Path, text: str) -> None:
    """Write a new file; where the folder then has faults, take it back and raise KnowledgeError."""
    if path.exists():
        raise StoreError(f"Die Datei {path} gibt es schon – bitte mit --out eine andere nennen.")
    write_whole(path, text.encode("utf-8"))
    if faults := find_faults(folder, shipped):
        path.unlink()
        raise KnowledgeError(faults)
