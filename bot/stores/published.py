"""Stores: remembers which state of a knowledge folder last went live.

The state itself is kept by `kept_state`; here stands only its name, one for each folder, so that
`check --deep` can compare with it and a start with faulty content can go on from it.
"""

import json
from pathlib import Path

from bot.stores.whole_files import write_whole

_NAME = "published.json"


def publish(states: Path, folder: Path, digest: str) -> None:
    """Remember that a state went live; where that can't be written, there is no memory of it."""
    known = _known(states)
    if known.get(_key(folder)) == digest:
        return
    try:
        content = json.dumps({**known, _key(folder): digest}, indent=1)
        write_whole(states / _NAME, content.encode("utf-8"))
    except OSError:
        return


def published(states: Path, folder: Path) -> str | None:
    """Return the digest of the state that last went live from that folder, or None."""
    return _known(states).get(_key(folder))


def _key(folder: Path) -> str:
    return str(folder.resolve())


def _known(states: Path) -> dict[str, str]:
    try:
        found = json.loads((states / _NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
