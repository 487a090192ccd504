"""Core: words that mean the same in talks – "KI" and "artificial intelligence", "abroad" too."""

from collections.abc import Iterator, Sequence

from bot.core.nouns import Knowledge
from bot.core.phrasebook import Phrasebook
from bot.core.talk_words import folded_words

AKIN = "words.talk.akin."
"""How the keys of the phrases begin that list, each, words which mean the same about talks."""

OFFICE = "words.talk.office."
"""Likewise those for the offices that speakers hold."""

_Name = tuple[str, ...]


class Synonyms:
    """Know groups of names for the same thing, those of the knowledge and those for talks."""

    def __init__(self, knowledge: Knowledge) -> None:
        book = Phrasebook(knowledge)
        written = [group for groups in knowledge.synonyms.values() for group in groups]
        keys = sorted(knowledge.phrases)
        written += [tuple(book.words(key)) for key in keys if key.startswith(AKIN)]
        offices = [tuple(book.words(key)) for key in keys if key.startswith(OFFICE)]
        self._offices = [{folded_words(name) for name in group} - {()} for group in offices]
        written += offices
        self._groups: dict[_Name, set[_Name]] = {}
        for group in written:
            names = {folded_words(name) for name in group} - {()}
            for name in names:
                self._groups[name] = self._groups.get(name, set()) | names

    def of(self, texts: Sequence[str]) -> Iterator[str]:
        """Yield the words of every other name for what the texts name."""
        for text in texts:
            words = folded_words(text)
            for name in {words[start:end] for start, end in _spans(len(words))} & {*self._groups}:
                yield from (word for other in self._groups[name] - {name} for word in other)

    def offices_in(self, texts: Sequence[str]) -> Iterator[str]:
        """Yield the words of the offices the texts name, by all their names."""
        for text in texts:
            words = folded_words(text)
            spans = {words[start:end] for start, end in _spans(len(words))}
            held = (names for names in self._offices if names & spans)
            yield from (word for names in held for name in names for word in name)


_LONGEST = 3
"""Words of a name that is looked up."""


def _spans(length: int) -> Iterator[tuple[int, int]]:
    for start in range(length):
        yield from ((start, end) for end in range(start + 1, min(length, start + _LONGEST) + 1))
