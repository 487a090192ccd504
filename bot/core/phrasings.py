"""Phrasings: lay out everything in the knowledge by which an entry can be found; nothing else."""

from collections.abc import Iterator

from bot.core.nouns import Entry, Knowledge, Phrasing

ANSWER_WEIGHT = 0.1
"""Answer text only hints at what people type; a tenth of a phrasing's weight did best."""


def phrasings_of(knowledge: Knowledge) -> list[Phrasing]:
    """List every text that stands for an entry, in a stable order."""
    return [phrasing for entry in knowledge.entries.values() for phrasing in _of_entry(entry)]


def _of_entry(entry: Entry) -> Iterator[Phrasing]:
    for language, title in entry.title.items():
        yield Phrasing(entry.id, title, language, "title")
    for language, names in entry.names.items():
        for name in names:
            yield Phrasing(entry.id, name, language, "name")
    for language, questions in entry.questions.items():
        for question in questions:
            yield Phrasing(entry.id, question, language)
    for aspect in entry.aspects:
        for language, questions in aspect.questions.items():
            for question in questions:
                yield Phrasing(entry.id, question, language, "aspect", aspect.id)
    for language, answer in entry.answer.items():
        yield Phrasing(entry.id, answer, language, "answer", weight=ANSWER_WEIGHT)
