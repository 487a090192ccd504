"""Curation: the rows of a question/answer table, by what their columns are called."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.core import reading
from bot.core.nouns import Topic
from bot.errors import BotError
from bot.stores.faults import quoted
from bot.stores.table_files import Row

COLUMNS = {
    "question": {"frage", "fragen", "question", "questions", "formulierung"},
    "answer": {"antwort", "antworten", "answer", "text"},
    "id": {"kennung", "id", "schlussel", "key"},
    "title": {"titel", "title", "uberschrift"},
    "language": {"sprache", "language", "lang"},
    "topic": {"thema", "topic"},
    "source": {"quelle", "source", "url", "link"},
    "as_of": {"stand", "datum", "date"},
}
"""What each column may be called, in folded words."""

_LANGUAGES = {
    **dict.fromkeys(("", "de", "deutsch", "german"), "de"),
    **dict.fromkeys(("en", "englisch", "english"), "en"),
}
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")

Said = Mapping[str, str]
"""What a row says, by column."""


def said_in(rows: Sequence[Row]) -> Iterator[tuple[int, Said]]:
    """Return the number of each row that says something, as a table program counts, and what."""
    first, columns = _heading(rows)
    for number, row in enumerate(rows[first + 1 :], start=first + 2):
        said = {name: row[place] for name, place in columns.items() if place < len(row)}
        if any(said.values()):
            yield number, said


def unknown_columns(rows: Sequence[Row]) -> list[str]:
    """Return the headings that mean nothing here."""
    first, columns = _heading(rows)
    return [
        cell for place, cell in enumerate(rows[first]) if cell and place not in columns.values()
    ]


def language_of(said: Said) -> str | None:
    """Return the code of the row's language, German unless said; None for one that isn't spoken."""
    return _LANGUAGES.get(said.get("language", "").lower())


def extras(said: Said, topics: Mapping[str, Topic]) -> tuple[dict[str, str], list[str]]:
    """Return what may be written beside question and answer, and what can't be and why."""
    found, problems = {key: said[key] for key in ("title",) if said.get(key)}, []
    if topic := said.get("topic", ""):
        known = _topic(topic, topics)
        found |= {"topic": known} if known else {}
        problems += [] if known else [f"das Thema {quoted(topic)} gibt es nicht"]
    for key, is_right, wrong in _CHECKED:
        if text := said.get(key, ""):
            if is_right(text):
                found[key] = text
            else:
                problems.append(wrong.format(quoted(text)))
    return found, problems


_CHECKED = (
    ("source", re.compile(r"https?://\S+").fullmatch, "die Quelle {} ist keine Webadresse"),
    ("as_of", _DATE.fullmatch, "der Stand {} ist kein Datum wie 2025-08"),
)


def _topic(text: str, topics: Mapping[str, Topic]) -> str | None:
    wanted = reading.fold(text)
    for topic in topics.values():
        if wanted in {topic.id, *map(reading.fold, topic.title.values())}:
            return topic.id
    return None


def _heading(rows: Sequence[Row]) -> tuple[int, dict[str, int]]:
    first = next((place for place, row in enumerate(rows) if any(row)), 0)
    found: dict[str, int] = {}
    for place, cell in enumerate(rows[first] if rows else ()):
        word = " ".join(reading.words(cell))
        for name, words in COLUMNS.items():
            if word in words:
                found.setdefault(name, place)
    if not {"question", "answer"} <= set(found):
        raise BotError(
            "In der ersten Zeile der Tabelle fehlt „Frage“ oder „Antwort“ – bitte die Spalten so "
            "überschreiben (möglich sind auch Kennung, Titel, Thema, Sprache, Quelle, Stand)."
        )
    return first, found
