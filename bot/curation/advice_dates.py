"""Curation: advice on dates – pages without one, entries that should be looked at again."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from bot.core.nouns import Entry, Kind, Knowledge
from bot.curation.advice_nouns import Advice, Places, spot_of
from bot.stores.faults import quoted

AHEAD = timedelta(days=30)
"""How long before its day a review is announced."""


def date_advice(knowledge: Knowledge, places: Places, today: date) -> list[Advice]:
    """List reviews that are due or soon will be, and sources and answers without a date."""
    entries = knowledge.entries.values()
    return [
        *(advice for entry in entries for advice in _on_days(entry, places, today)),
        *_on_sources(knowledge, places),
    ]


def _on_days(entry: Entry, places: Places, today: date) -> Iterator[Advice]:
    spot = spot_of(entry, places)
    if entry.review and entry.review < today:
        problem = f"„{entry.id}“ war am {_day(entry.review)} zur Wiedervorlage fällig"
        yield spot.advise(problem, "nachsehen, ob noch alles stimmt; „review“ neu setzen")
    elif entry.review and entry.review <= today + AHEAD:
        problem = f"„{entry.id}“ wird am {_day(entry.review)} zur Wiedervorlage fällig"
        yield spot.advise(problem, "bald nachsehen und „review“ neu setzen")
    if entry.valid_until and entry.valid_until < today:
        problem = f"„{entry.id}“ galt nur bis {_day(entry.valid_until)} und wird nicht beantwortet"
        yield spot.advise(problem, "„valid_until“ ändern oder den Eintrag löschen")
    if entry.kind is Kind.ANSWER and not entry.as_of:
        problem = f"„{entry.id}“ sagt nicht, von wann die Auskunft ist"
        yield spot.advise(problem, '„as_of: "2025-08"“ ergänzen')


def _on_sources(knowledge: Knowledge, places: Places) -> Iterator[Advice]:
    """Name each page without a date once, where it is first used."""
    undated: dict[str, list[Entry]] = defaultdict(list)
    for entry in knowledge.entries.values():
        for source in entry.sources:
            if source.seen is None:
                undated[source.url].append(entry)
    for url, entries in undated.items():
        others = f" (an {len(entries)} Stellen)" if len(entries) > 1 else ""
        yield spot_of(entries[0], places, url).advise(
            f"die Quelle {quoted(url)} hat kein Datum{others}",
            '„seen: "2025-08"“ ergänzen, wenn die Seite eines nennt',
        )


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
