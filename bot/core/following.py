"""Following: what a short reply means in a conversation: a pick, a wish for more, a follow-up."""

import re
from collections.abc import Iterable, Sequence

from bot.core import reading
from bot.core.nouns import Choice, Knowledge
from bot.core.phrasebook import Phrasebook

_PARTICIPLE = re.compile(r"^(an|auf|aus|ein|her|mit|statt|vor|zu)?ge\w{2,}(t|en)$")

ORDINALS = ("words.first", "words.second", "words.third")


class Following:
    """Recognise, from words the knowledge lists, what only makes sense after what was said."""

    def __init__(self, knowledge: Knowledge, phrasebook: Phrasebook) -> None:
        self._ordinals = [_sentences(phrasebook.words(key)) for key in ORDINALS]
        self._last = _sentences(phrasebook.words("words.last"))
        self._none = _sentences(phrasebook.words("words.none"))
        self._more = _sentences(phrasebook.words("words.more"))
        self._pointing = _words(phrasebook.words("words.pointing"))
        self._leaning = _words(phrasebook.words("words.leaning"))
        self._empty = (
            self._pointing
            | _words(phrasebook.words("words.framing"))
            | _words(text for texts in knowledge.filler.values() for text in texts)
        ) - _names(knowledge)

    def wants_more(self, words: Sequence[str]) -> bool:
        """Tell whether the words only ask to go on."""
        return tuple(words) in self._more or tuple(self._without_empty(words)) in self._more

    def pick(self, words: Sequence[str], choices: Sequence[Choice]) -> Choice | None:
        """Return the choice that the words pick: by number, by position, or by its label."""
        said = tuple(words)
        if not said or not choices:
            return None
        if said in self._none:
            return next((each for each in choices if each.target == "none"), None)
        options = [each for each in choices if each.target != "none"]
        for position, ways in enumerate(self._ordinals):
            if said in ways:
                return options[position] if position < len(options) else None
        if said in self._last and options:
            return options[-1]
        if len(said) == 1 and said[0].isdigit():
            return choices[int(said[0]) - 1] if 0 < int(said[0][:3]) <= len(choices) else None
        return next((each for each in choices if tuple(reading.words(each.label)) == said), None)

    def remainder(self, words: Sequence[str], used: range) -> list[str]:
        """Return the words that say something of their own, outside those a cue has used."""
        rest = [word for place, word in enumerate(words) if place not in used]
        return self._without_empty(rest)

    def refers(self, words: Sequence[str]) -> bool:
        """Tell whether the words lean on or point to what was said before."""
        return self.leans(words) or self.points(words)

    def leans(self, words: Sequence[str]) -> bool:
        """Tell whether a word can only mean what was said before ("dabei", "it")."""
        return any(word in self._leaning for word in words)

    def points(self, words: Sequence[str]) -> bool:
        """Tell whether "das", "die", "der" … stands for a thing rather than before a new one."""
        return any(
            word in self._pointing and (not after or self._stands_alone_before(after[0]))
            for word, after in ((word, words[place + 1 :]) for place, word in enumerate(words))
        )

    def _stands_alone_before(self, word: str) -> bool:
        return word in self._empty or _PARTICIPLE.match(word) is not None

    def _without_empty(self, words: Sequence[str]) -> list[str]:
        return [word for word in words if word not in self._empty]


def _sentences(texts: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(reading.words(text)) for text in texts)


def _names(knowledge: Knowledge) -> frozenset[str]:
    """Return the names of one word: "DOS" is a project, whatever it means in a dialect."""
    names = (names for entry in knowledge.entries.values() for names in entry.names.values())
    read = (reading.words(name) for some in names for name in some)
    return frozenset(words[0] for words in read if len(words) == 1)


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in reading.words(text))
