"""Following: what a short reply means in a conversation: a pick, a wish for more, a follow-up."""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

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
        self._joining = _words(phrasebook.words("words.joining"))
        self._person = _words(phrasebook.words("words.person"))
        self._existing = reading.runs_of((text, "") for text in phrasebook.words("words.existing"))
        self._opening = _longest_first(phrasebook.words("words.opening"))
        self._correcting = _longest_first(phrasebook.words("words.correcting"))
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
        return any(word in self._leaning for word in reading.replaced(words, self._existing))

    def joins(self, words: Sequence[str]) -> bool:
        """Tell whether the words put something beside what was said before ("und", "auch")."""
        return any(word in self._joining for word in words)

    def means_person(self, words: Sequence[str]) -> bool:
        """Tell whether a word can stand for a person ("er", "she") rather than before a thing."""
        return self._stands(words, self._person)

    def opened(self, words: Sequence[str]) -> list[str]:
        """Return the words without "ok", "haha" … before them, if anything stands after that."""
        rest = list(words)
        while (after := _after(rest, self._opening)) is not None:
            rest = after
        return rest

    def corrected(self, words: Sequence[str]) -> list[str] | None:
        """Return what stands after "no, I meant …", or None where nothing is taken back."""
        return _after(words, self._correcting)

    def points(self, words: Sequence[str]) -> bool:
        """Tell whether "das", "die", "der" … stands for a thing rather than before a new one."""
        return self._stands(words, self._pointing)

    def _stands(self, words: Sequence[str], kind: AbstractSet[str]) -> bool:
        return any(
            word in kind and (not after or self._stands_alone_before(after[0]))
            for word, after in ((word, words[place + 1 :]) for place, word in enumerate(words))
        )

    def _stands_alone_before(self, word: str) -> bool:
        return word in self._empty or _PARTICIPLE.match(word) is not None

    def _without_empty(self, words: Sequence[str]) -> list[str]:
        return [word for word in words if word not in self._empty]


def _sentences(texts: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(reading.words(text)) for text in texts)


def _longest_first(texts: Iterable[str]) -> list[tuple[str, ...]]:
    return sorted(_sentences(texts), key=len, reverse=True)


def _after(words: Sequence[str], leads: Iterable[tuple[str, ...]]) -> list[str] | None:
    """Return the words after the first lead that they begin with, if any are left."""
    lengths = (len(lead) for lead in leads if tuple(words[: len(lead)]) == lead)
    length = next(lengths, 0)
    return list(words[length:]) if 0 < length < len(words) else None


def _names(knowledge: Knowledge) -> frozenset[str]:
    """Return the names of one word: "DOS" is a project, whatever it means in a dialect."""
    names = (names for entry in knowledge.entries.values() for names in entry.names.values())
    read = (reading.words(name) for some in names for name in some)
    return frozenset(words[0] for words in read if len(words) == 1)


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in reading.words(text))
