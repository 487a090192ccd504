"""Curation: takes over question/answer tables – say what would come, ask, then write."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.core import reading
from bot.core.nouns import Knowledge
from bot.core.phrasings import phrasings_of
from bot.curation.review import proposed_id
from bot.curation.table_rows import Said, extras, language_of, said_in, unknown_columns
from bot.errors import BotError, KnowledgeError
from bot.stores.faults import quoted
from bot.stores.knowledge_edit import schema_line, written_entry
from bot.stores.knowledge_near import likely_id
from bot.stores.knowledge_shapes import LONGEST_ID
from bot.stores.knowledge_trial import tried_file
from bot.stores.table_files import Row

MOST_NAMED = 12


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
        entry |= {key: self.more[key] for key in ("topic", "title") if key in self.more}
        entry |= {"questions": self.questions, "answer": self.answer}
        if "source" in self.more:
            entry["sources"] = [{"url": self.more["source"]}]
        if "as_of" in self.more:
            entry["as_of"] = self.more["as_of"]
        return entry


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold what a table would bring, and what of it is left out and why."""

    entries: tuple[Taken, ...]
    left_out: tuple[str, ...]

    @property
    def _asked(self) -> str:
        return _many(sum(len(each.questions) for each in self.entries), "Frage", "Fragen")

    def __str__(self) -> str:
        lines = [f"{_many(len(self.entries), 'neuer Eintrag', 'neue Einträge')} mit {self._asked}."]
        if not self.entries:
            lines = ["Nichts Neues in der Tabelle."]
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
    claimed = {tuple(reading.words(each.text)): each.entry for each in phrasings_of(knowledge)}
    gathering = _Gathering(knowledge, claimed)
    for number, said in said_in(rows):
        gathering.take(number, said)
    gathering.left_out += [
        f"die Spalte {quoted(name)} ist unbekannt" for name in unknown_columns(rows)
    ]
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


_MISSING = {"question": "Frage", "answer": "Antwort"}


@dataclass(slots=True)
class _Gathering:
    knowledge: Knowledge
    claimed: dict[tuple[str, ...], str]
    taken: dict[tuple[str, str], Taken] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    by_answer: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(self, number: int, said: Said) -> None:
        """Add one row to its entry, or note why not."""
        language = language_of(said)
        if problem := self._problem(said, language):
            self._leave_out(number, problem)
            return
        answer = said["answer"]
        id_ = self._id(said, language or "de")
        if id_ in self.knowledge.entries:
            self._leave_out(number, f"den Eintrag „{id_}“ gibt es schon")
            return
        entry = self.taken.get((id_, language or "de")) or self._begin(number, id_, said)
        if entry.answer != answer:
            self._leave_out(number, f"„{id_}“ hat weiter oben schon eine andere Antwort")
            return
        for text in filter(None, (part.strip() for part in said["question"].split("\n"))):
            self._claim(text, entry, number)

    def _problem(self, said: Said, language: str | None) -> str:
        if language is None:
            return f"die Sprache {quoted(said['language'])} ist unbekannt"
        missing = [name for name in ("question", "answer") if not said.get(name)]
        return f"die {_MISSING[missing[0]]} fehlt" if missing else ""

    def _begin(self, number: int, id_: str, said: Said) -> Taken:
        more, problems = extras(said, self.knowledge.topics)
        for problem in problems:
            self._leave_out(number, problem)
        language = language_of(said) or "de"
        entry = Taken(id_, language, said["answer"], [], more)
        self.taken[id_, language] = entry
        return entry

    def _leave_out(self, number: int, reason: str) -> None:
        self.left_out.append(f"Zeile {number}: {reason}")

    def _id(self, said: Said, language: str) -> str:
        question, answer = said["question"], said["answer"]
        if given := said.get("id"):
            return likely_id(given, LONGEST_ID) or proposed_id(question)
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
            self._leave_out(number, f"{quoted(text)} gehört schon zu „{owner}“")
        elif text not in entry.questions:
            entry.questions.append(text)


def _many(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _files(planned: Plan, out: Path) -> Iterator[tuple[Path, str]]:
    for language in ("de", "en"):
        entries = [each.plain() for each in planned.entries if each.language == language]
        if entries:
            path = out if language == "de" else out.with_name(f"{out.stem}-{language}.yaml")
            head = f"# Aus einer Tabelle übernommen.\nlanguage: {language}\nentries:\n"
            yield (
                path,
                schema_line(path) + head + "".join(written_entry(entry) for entry in entries),
            )
