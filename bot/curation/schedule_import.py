"""Curation: take over a schedule – say what is new, moved and cancelled, ask, then write."""

from collections.abc import Callable, Sequence
from pathlib import Path

from bot.stores.schedule_files import (
    Merge,
    merge_schedule,
    present_text,
    read_with_notices,
    write_text,
)

MOST_NAMED = 12
"""Titles named of each kind; the rest is counted."""


def import_schedule(source: Path, out: Path, confirm: Callable[[str], bool] | None) -> int:
    """Take the schedule over into the event file; return 0, or 1 where the person said no.

    `confirm` gets the preview and answers whether to write; without it the file is written.
    """
    read = read_with_notices(source)
    old = present_text(out)
    merge = merge_schedule(old, read.event)
    shown = "\n".join([*(f"Hinweis: {notice}" for notice in read.notices), preview(merge)])
    if merge.is_empty and old is not None:
        print(shown)
        return 0
    if confirm is None:
        print(shown)
    elif not confirm(shown):
        print("Nichts geschrieben.")
        return 1
    write_text(out, merge.text)
    print(f"Geschrieben: {out}")
    return 0


def default_out(source: Path, folder: Path) -> Path:
    """Return where the event goes if nothing else is said: `events/` of the knowledge folder."""
    return folder / "events" / f"{read_with_notices(source).event.id}.yaml"


def preview(merge: Merge) -> str:
    """Return in German what the import would do."""
    if merge.is_empty:
        return f"Nichts Neues: {merge.unchanged} Programmpunkte sind unverändert."
    kinds = (
        ("neu", merge.new),
        ("verschoben", merge.moved),
        ("abgesagt", merge.cancelled),
        ("geändert", merge.changed),
    )
    counts = ", ".join(f"{len(titles)} {kind}" for kind, titles in kinds)
    lines = [f"{counts}, {merge.unchanged} unverändert."]
    for kind, titles in kinds:
        lines += _named(kind, titles)
    return "\n".join(lines)


def _named(kind: str, titles: Sequence[str]) -> list[str]:
    if not titles:
        return []
    lines = [f"{kind}:", *(f"  - {title}" for title in titles[:MOST_NAMED])]
    if len(titles) > MOST_NAMED:
        lines.append(f"  … und {len(titles) - MOST_NAMED} weitere")
    return lines
