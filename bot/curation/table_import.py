"""Curation: takes over question/answer tables – say what would come, ask, then write."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.core import reading
from bot.core.nouns import Knowledge
from bot.core.phrasings import phrasings_of
from bot.curation.review import proposed_id
from bot.errors import BotError, KnowledgeError
from bot.stores.faults import quoted
from bot.stores.knowledge_edit import written_entry
from bot.stores.knowledge_trial import tried_file
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
MOST_NAMED = 12
_LANGUAGES = {
    "de": "de",
    "deutsch": "de",
    "german": "de",
    "en": "en",
    "englisch": "en",
    "english": "en",
}
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")


@dataclass(slots=True)
class Taken:
    """Hold one entry of a table in one language, while its rows are gathered."""

    id: str
    language: str
    answer: str
    questions: list[str] = field(default_factory=list)
    more: dict[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """Return the entry as it is written: plain texts in the language of its file."""
        entry: dict[str, Any] = {"id": self.id}
        entry |= {key: self.more[key] for key in ("topic", "title") if self.more.get(key)}
        entry |= {"questions": self.questions, "answer": self.answer}
        if self.more.get("source", "").startswith(("http://", "https://")):
            entry["sources"] = [{"url": self.more["source"]}]
        if _DATE.fullmatch(self.more.get("as_of", "")):
            entry["as_of"] = self.more["as_of"]
        return entry


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold what a table would bring, and what of it is left out and why."""

    entries: tuple[Taken, ...]
    left_out: tuple[str, ...]

    def __str__(self) -> str:
        questions = sum(len(each.questions) for each in self.entries)
        lines = [f"{len(self.entries)} neue Einträge mit {questions} Fragen."]
        lines += [
            f"  + {each.id}: {quoted(each.questions[0])}" for each in self.entries[:MOST_NAMED]
        ]
        if len(self.entries) > MOST_NAMED:
            lines.append(f"  … und {len(self.entries) - MOST_NAMED} weitere")
        lines += [f"  ausgelassen: {reason}" for reason in self.left_out]
        return "\n".join(lines)


def plan(rows: Sequence[Row], knowledge: Knowledge) -> Plan:
    """Gather the rows of a table into entries: the same id, or else the same answer, is one entry.

    Left out is what the knowledge already has. Raise BotError where the heading says no question
    or no answer.
    """
    columns = _columns(rows[0] if rows else ())
    claimed = {tuple(reading.words(each.text)): each.entry for each in phrasings_of(knowledge)}
    gathering = _Gathering(knowledge, claimed)
    for number, row in enumerate(rows[1:], start=2):
        said = {name: row[place] for name, place in columns.items() if place < len(row)}
        gathering.take(number, said)
    entries = tuple(each for each in gathering.taken.values() if each.questions)
    return Plan(entries, tuple(gathering.left_out))


def import_table(
    planned: Plan,
    folder: Path,
    shipped: Path | None,
    out: Path,
    confirm: Callable[[str], bool] | None,
) -> int:
    """Write the planned entries; return 0, or 1 where the person said no.

    `confirm` gets the preview and answers whether to write; without it the files are written.
    """
    if confirm is None or not planned.entries:
        print(planned)
    if not planned.entries:
        return 0
    if confirm is not None and not confirm(str(planned)):
        print("Nichts geschrieben.")
        return 1
    for path, text in _files(planned, out):
        try:
            tried_file(folder, shipped, path, text)
        except KnowledgeError as fault:
            raise BotError(f"Nichts geschrieben, die Tabelle bringt Fehler mit:\n{fault}") from None
        print(f"Geschrieben: {path}")
    return 0


@dataclass(slots=True)
class _Gathering:
    knowledge: Knowledge
    claimed: dict[tuple[str, ...], str]
    taken: dict[tuple[str, str], Taken] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    by_answer: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(self, number: int, said: Mapping[str, str]) -> None:
        """Add one row to its entry, or note why not."""
        question, answer = said.get("question", ""), said.get("answer", "")
        if not question or not answer:
            missing = "Frage" if not question else "Antwort"
            self.left_out.append(f"Zeile {number}: die {missing} fehlt")
            return
        language = _LANGUAGES.get(said.get("language", "").lower(), "de")
        id_ = self._id(said, question, answer, language)
        if id_ in self.knowledge.entries:
            self.left_out.append(f"Zeile {number}: den Eintrag „{id_}“ gibt es schon")
            return
        entry = self.taken.setdefault((id_, language), Taken(id_, language, answer, [], dict(said)))
        for text in filter(None, (part.strip() for part in question.split("\n"))):
            self._claim(text, entry, number)

    def _id(self, said: Mapping[str, str], question: str, answer: str, language: str) -> str:
        if given := said.get("id"):
            return proposed_id(given, 48)
        known = self.by_answer.get((language, answer))
        return known or self.by_answer.setdefault((language, answer), self._free(question))

    def _free(self, question: str) -> str:
        wanted = proposed_id(question)
        used = {id_ for id_, _ in self.taken} | set(self.knowledge.entries)
        number = 2
        free = wanted
        while free in used:
            free, number = f"{wanted}-{number}", number + 1
        return free

    def _claim(self, text: str, entry: Taken, number: int) -> None:
        key = tuple(reading.words(text))
        owner = self.claimed.setdefault(key, entry.id)
        if owner != entry.id:
            reason = f"{quoted(text)} gehört schon zu „{owner}“"
            self.left_out.append(f"Zeile {number}: {reason}")
        elif text not in entry.questions:
            entry.questions.append(text)


def _columns(heading: Row) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(heading):
        word = " ".join(reading.words(cell))
        for name, words in COLUMNS.items():
            if word in words:
                found.setdefault(name, place)
    if not {"question", "answer"} <= set(found):
        raise BotError(
            "In der ersten Zeile der Tabelle fehlt „Frage“ oder „Antwort“ – bitte die Spalten so "
            "überschreiben (möglich sind auch Kennung, Titel, Thema, Sprache, Quelle, Stand)."
        )
    return found


def _files(planned: Plan, out: Path) -> Iterator[tuple[Path, str]]:
    for language in ("de", "en"):
        entries = [each.plain() for each in planned.entries if each.language == language]
        if entries:
            path = out if language == "de" else out.with_name(f"{out.stem}-{language}.yaml")
            head = f"# Aus einer Tabelle übernommen.\nlanguage: {language}\nentries:\n"
            yield path, head + "".join(written_entry(entry) for entry in entries)
