"""Curation: check – every fault of the knowledge on one screen, for the editor who repairs it."""

from pathlib import Path
from typing import TextIO

from bot.core.nouns import Knowledge
from bot.stores.faults import Fault
from bot.stores.knowledge_gathering import Gathering


def report(folder: Path, shipped: Path | None, out: TextIO) -> int:
    """Write every fault on its own line, or what was read; return the exit status."""
    gathering = Gathering(folder, shipped)
    if gathering.faults:
        print(*gathering.faults, sep="\n", file=out)
        print(f"\n{_count(gathering.faults)}", file=out)
        return 1
    print(_sound(gathering.knowledge()), file=out, flush=True)
    return 0


def _count(faults: list[Fault]) -> str:
    files = len({fault.file for fault in faults})
    many = f"{len(faults)} Fehler" if len(faults) > 1 else "Ein Fehler"
    return f"{many} in {files} Dateien." if files > 1 else f"{many} in einer Datei."


def _sound(knowledge: Knowledge) -> str:
    entries, events = len(knowledge.entries), len(knowledge.events)
    talks = len(knowledge.talks)
    return (
        f"Alles in Ordnung: {entries} {'Eintrag' if entries == 1 else 'Einträge'}, "
        f"{events} {'Ereignis' if events == 1 else 'Ereignisse'} mit "
        f"{talks} {'Programmpunkt' if talks == 1 else 'Programmpunkten'}."
    )
