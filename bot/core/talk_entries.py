"""Core: the names and words of the entries, which the timetable must not take for itself."""

from collections.abc import Sequence

from bot.core.nouns import Choice, Entry, Knowledge
from bot.core.phrasebook import in_language
from bot.core.talk_heard import Heard
from bot.core.talk_names import all_texts
from bot.core.talk_words import folded_words, stem

LONGEST_NAME = 8
"""Words an entry's name has at most."""


class EntryNames:
    """Know what the entries are called, and every word of their phrasings."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._by_name: dict[tuple[str, ...], Entry] = {}
        self._words: set[str] = set()
        for entry in knowledge.entries.values():
            for text in (*entry.title.values(), *all_texts(entry.names)):
                self._by_name.setdefault(folded_words(text), entry)
                self._words.update(map(stem, folded_words(text)))
            for text in all_texts(entry.questions):
                self._words.update(map(stem, folded_words(text)))

    def bears(self, name: str) -> bool:
        """Tell whether an entry has that (folded) name."""
        return tuple(name.split()) in self._by_name

    def know(self, word: str) -> bool:
        """Tell whether some entry uses the folded word."""
        return stem(word) in self._words

    def hold(self, heard: Heard, telling: Sequence[str]) -> bool:
        """Tell whether all that is asked about stands in the name of one entry."""
        return self._named(heard, telling) is not None

    def choice(self, heard: Heard, language: str) -> tuple[Choice, ...]:
        """Offer the entry whose name was said, if there is one."""
        entry = self._named(heard, heard.content) if heard.content else None
        return (Choice(in_language(entry.title, language), entry.id),) if entry else ()

    def _named(self, heard: Heard, telling: Sequence[str]) -> Entry | None:
        said = [word.text for word in heard.words]
        wanted = set(telling)
        for start in range(len(said)):
            for end in range(start + 1, min(len(said), start + LONGEST_NAME) + 1):
                entry = self._by_name.get(tuple(said[start:end]))
                if entry is not None and wanted <= set(said[start:end]):
                    return entry
        return None
