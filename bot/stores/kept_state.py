"""Stores: what was learnt from the knowledge, kept beside the data until the knowledge changes.

One file holds everything (numbers, and the knowledge as JSON), so that it is there as a whole or
not at all. Nothing in it can run code. Any damage means: learn again.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from bot.stores.knowledge_folder import digest_of_files, shown
from bot.stores.knowledge_plain import knowledge_from_plain, knowledge_to_plain

__all__ = ["digest_of", "keep", "knowledge_from_plain", "knowledge_to_plain", "load", "path_of"]

Arrays = Mapping[str, np.ndarray[Any, Any]]

KEPT = 4
"""How many states stay, one for each folder used lately; the oldest goes first."""

_KNOWLEDGE = "knowledge"
_ARRAY = "array."

LEARNING_CODE = (
    *("core/matching/**/*.py", "core/nouns.py", "core/phrasings.py", "core/reading.py"),
    *(
        "stores/everyday_words.py",
        "stores/faults.py",
        "stores/learning.py",
        "stores/k*.py",
        "stores/whole_files.py",
        "stores/yaml_*.py",
    ),
)
"""All code the state comes from, as patterns below `bot/`; a test holds it against the imports."""


def digest_of(folder: Path, shipped: Path | None = None) -> str:
    """Return a digest of all that the state depends on: names and bytes of the files, the code."""
    digest = hashlib.sha256(_code_digest())
    for each in (folder, shipped):
        if each is not None:
            digest.update(shown(each).encode() + b"\0" + digest_of_files(each))
    return digest.hexdigest()


def keep(folder: Path, digest: str, plain: Mapping[str, object], arrays: Arrays) -> None:
    """Write the state as one whole; where that fails, the next start simply learns again."""
    told = json.dumps([list(arrays), plain], ensure_ascii=False).encode()
    content = np.frombuffer(told, dtype=np.uint8)
    named: dict[str, Any] = {f"{_ARRAY}{name}": array for name, array in arrays.items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(path_of(folder, digest), {_KNOWLEDGE: content, **named})
        _forget_old(folder)
    except OSError:
        return


def load(folder: Path, digest: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Return the knowledge in plain form and the arrays; None if there is no sound state."""
    try:
        # opened here: numpy would leave a damaged file open
        with path_of(folder, digest).open("rb") as file, np.load(file, allow_pickle=False) as kept:
            names, plain = json.loads(kept[_KNOWLEDGE].tobytes())
            return dict(plain), {name: kept[f"{_ARRAY}{name}"] for name in names}
    except Exception:  # noqa: BLE001 - damage takes any form: a cut file, a wrong length, bad JSON
        return None


def path_of(folder: Path, digest: str) -> Path:
    """Return where the state of that digest is kept."""
    return folder / f"{digest[:32]}.npz"


def _write(path: Path, named: Mapping[str, Any]) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, **named)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _forget_old(folder: Path) -> None:
    states = sorted(folder.glob("*.npz"), key=lambda path: path.stat().st_mtime_ns)
    for path in states[:-KEPT]:
        path.unlink(missing_ok=True)


@cache
def _code_digest() -> bytes:
    package = Path(__file__).parent.parent
    paths = sorted(path for pattern in LEARNING_CODE for path in package.glob(pattern))
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).digest()
