"""Stores: which files a knowledge folder holds, and which would be ignored."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from bot.stores.faults import Fault, quoted

_OURS = {"README.md", "schema.json"}
_QUESTIONS = ".jsonl"
"""Questions for `evaluate`: never knowledge, so nobody expects them to be read as such."""

_REMEDIES = {
    ".yml": "in „.yaml“ umbenennen",
    ".json": "ein Zeitplan? Mit „import“ übernehmen; sonst aus dem Ordner nehmen",
    ".xml": "ein Zeitplan? Mit „import“ übernehmen; sonst aus dem Ordner nehmen",
    ".ics": "ein Zeitplan? Mit „import“ übernehmen; sonst aus dem Ordner nehmen",
}


def shown(path: Path) -> str:
    """Return the path as an editor would type it: from the working folder, if it lies below."""
    here = Path.cwd()
    return _printable(path.relative_to(here) if path.is_relative_to(here) else path)


def files_in(folder: Path) -> list[Path]:
    """List the knowledge files of a folder, in the order of their names."""
    return [path for path in _all_files(folder) if path.suffix == ".yaml" and path.is_file()]


def ignored_in(folder: Path) -> Iterator[Fault]:
    """Report every file that an editor may believe to be read and that isn't."""
    for path in _all_files(folder):
        if path.is_dir():
            yield _ignored(path, "Verknüpfungen auf Ordner werden nicht gelesen", "Ordner kopieren")
        elif path.suffix == ".yaml" and not path.is_file():
            yield _ignored(path, "die Datei kann nicht gelesen werden", "prüfen oder löschen")
        elif path.suffix not in {".yaml", _QUESTIONS} and path.name not in _OURS:
            problem = f"die Datei {quoted(path.name)} würde nicht gelesen, nur „.yaml“ zählt"
            yield _ignored(path, problem, _remedy(path))


def digest_of_files(folder: Path) -> bytes:
    """Return a digest over names and bytes of the knowledge files."""
    digest = hashlib.sha256()
    for path in files_in(folder):
        content = _content(path)
        name = os.fsencode(path.relative_to(folder))
        digest.update(b"%b\0%d\0%b" % (name, len(content), content))
    return digest.digest()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""  # reading the knowledge reports it


def _all_files(folder: Path) -> list[Path]:
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "__"))]
        links = [name for name in folders if Path(parent, name).is_symlink()]
        found += [Path(parent, name) for name in (*names, *links) if not _is_hidden(name)]
    return sorted(found)


def _printable(path: Path) -> str:
    return os.fsencode(path).decode(errors="replace")


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "#")) or name.endswith("~")


def _ignored(path: Path, problem: str, remedy: str) -> Fault:
    return Fault(shown(path), 1, 1, problem, remedy)


def _remedy(path: Path) -> str:
    if ".yaml" in path.name.lower() or ".yml" in path.name.lower():
        return _REMEDIES[".yml"]
    return _REMEDIES.get(path.suffix.lower(), "aus dem Ordner nehmen oder „.yaml“ daraus machen")
