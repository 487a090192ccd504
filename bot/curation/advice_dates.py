"""Curation: advice on dates – pages without one, entries that should be looked at again."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.core.nouns import Entry, Kind, Knowledge
from bot.curation.advice_nouns import Advice, Places, spot_of
from bot.stores.faults import quoted

AHEAD = timedelta(days=30)
"""How long before its day a review is announced."""


def date_advice(knowledge: Knowledge, places: Places, today: date) -> list[Advice]:
    """List reviews that are due or soon will be, and sources and answers without a date."""
    return [
        advice
        for entry in knowledge.entries.values()
        for advice in (*_on_review(entry, places, today), *_on_sources(entry, places))
    ]


def _on_review(entry: Entry, places: Places, today: date) -> Iterator[Advice]:
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


def _on_sources(entry: Entry, places: Places) -> Iterator[Advice]:
    for source in entry.sources:
        if source.seen is None:
            spot = spot_of(entry, places, source.url)
            problem = f"die Quelle {quoted(source.url)} hat kein Datum"
            yield spot.advise(problem, '„seen: "2025-08"“ ergänzen, wenn die Seite eines nennt')
    if entry.kind is Kind.ANSWER and not entry.as_of:
        problem = f"„{entry.id}“ sagt nicht, von wann die Auskunft ist"
        yield spot_of(entry, places).advise(problem, '„as_of: "2025-08"“ ergänzen')


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
