"""Wording: the words an entry uses, in what it is asked by and in what it tells."""

from collections.abc import Iterator

from bot.core import reading
from bot.core.nouns import Entry


def words_of(entry: Entry) -> Iterator[str]:
    """Yield the folded words of the entry's phrasings, answers and details, in any language."""
    yield from told_words_of(entry)
    for phrases in (entry.questions, *(aspect.questions for aspect in entry.aspects)):
        for texts in phrases.values():
            yield from (word for text in texts for word in reading.words(text))


def name_words_of(entry: Entry) -> Iterator[str]:
    """Yield the folded words of what the entry is called, in any language."""
    yield from (word for title in entry.title.values() for word in reading.words(title))
    for names in entry.names.values():
        yield from (word for name in names for word in reading.words(name))


def told_words_of(entry: Entry) -> Iterator[str]:
    """Yield the folded words of what the entry is called and what it tells, in any language."""
    yield from name_words_of(entry)
    told = (entry.answer, entry.details, *(side.answer for side in entry.aspects))
    for text in told:
        yield from (word for each in text.values() for word in _all_words(each))


def _all_words(text: str) -> Iterator[str]:
    """Yield the words of a text of any length; a question is read only up to a limit."""
    for sentence in text.split("."):
        yield from reading.words(sentence)
