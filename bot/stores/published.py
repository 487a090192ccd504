"""Stores: remembers which state of a knowledge folder last went live.

`check --deep` compares with it, and a start with faulty content goes on from it. So it stays, in a
folder of its own, however many states come after it: one for each knowledge folder.
"""

import json
from pathlib import Path

from bot.stores.kept_state import path_of
from bot.stores.whole_files import write_whole

_NAME = "published.json"


def publish(states: Path, folder: Path, digest: str) -> None:
    """Remember that a state went live; where that can't be written, there is no memory of it."""
    known = _known(states)
    if known.get(_key(folder)) == digest:
        return
    kept = {each: name for each, name in known.items() if Path(each).is_dir()}
    named = {**kept, _key(folder): digest}
    try:
        _store(states, digest)
        write_whole(states / _NAME, json.dumps(named, indent=1).encode("utf-8"))
        _forget_all_but(states, set(named.values()))
    except OSError:
        return


def published(states: Path, folder: Path) -> str | None:
    """Return the digest of the state that last went live from that folder, or None."""
    return _known(states).get(_key(folder))


def published_in(states: Path) -> Path:
    """Return the folder of the states that went live."""
    return states / "published"


def _store(states: Path, digest: str) -> None:
    """Link the state to where it stays, or copy it where files can't be linked."""
    source, target = path_of(states, digest), path_of(published_in(states), digest)
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.hardlink_to(source)
    except OSError:
        write_whole(target, source.read_bytes())


def _forget_all_but(states: Path, digests: set[str]) -> None:
    stay = {path_of(published_in(states), digest) for digest in digests}
    for path in set(published_in(states).glob("*.npz")) - stay:
        path.unlink(missing_ok=True)


def _key(folder: Path) -> str:
    return str(folder.resolve())


def _known(states: Path) -> dict[str, str]:
    try:
        found = json.loads((states / _NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
