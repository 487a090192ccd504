"""Curation: advice – what a colleague would say of the knowledge beyond its faults.

Faults stop, advice does not. Each line names the place, what is noticed and what to do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bot.core.assistant import Assistant
from bot.core.nouns import Knowledge
from bot.curation.advice_dates import date_advice
from bot.curation.advice_nouns import Advice
from bot.curation.advice_phrasings import collisions, unreachable
from bot.curation.advice_talks import clashes, speakers_spelt_twice
from bot.curation.advice_texts import missing_translations, text_advice
from bot.stores.knowledge_places import places_of

SHOWN_OF_A_KIND = 5


@dataclass(frozen=True, slots=True)
class Noticed:
    """Hold the advice of one kind, in the order of the files."""

    kind: str
    advice: tuple[Advice, ...]


def notice(knowledge: Knowledge, folder: Path, today: date) -> list[Noticed]:
    """List what there is to say about the knowledge in the folder, by kind; quickly."""
    places = places_of(folder)
    found = {
        "Fragen, die zwei Einträge beanspruchen": collisions(knowledge, places),
        "Wiedervorlage und Quellen": date_advice(knowledge, places, today),
        "Programm": [*clashes(knowledge), *speakers_spelt_twice(knowledge, places)],
        "Übersetzungen": missing_translations(knowledge),
        "Texte": text_advice(knowledge, places),
    }
    return [Noticed(kind, tuple(sorted(each))) for kind, each in found.items() if each]


def notice_by_asking(assistant: Assistant, folder: Path, now: datetime) -> list[Noticed]:
    """List what only shows when the assistant is asked, which must have learned the folder first."""
    found = unreachable(assistant, places_of(folder), now)
    return [Noticed("Schwer zu finden", tuple(sorted(found)))] if found else []


def advice_text(noticed: Sequence[Noticed], most: int | None = SHOWN_OF_A_KIND) -> str:
    """Return the advice as lines, of each kind the first few; '' where there is none."""
    return "\n".join(line for each in noticed for line in _lines(each, most))


def _lines(noticed: Noticed, most: int | None) -> list[str]:
    shown = noticed.advice[:most]
    lines = [f"\n{noticed.kind} ({len(noticed.advice)}):", *map(str, shown)]
    if left := len(noticed.advice) - len(shown):
        lines.append(f"… und {left} weitere (alle mit: check --all)")
    return lines
