"""Following: what a short reply means in a conversation: a pick, a wish for more, a follow-up."""

from collections.abc import Iterable, Sequence

from bot.core import reading
from bot.core.nouns import Choice, Knowledge
from bot.core.phrasebook import Phrasebook

ORDINALS = ("words.first", "words.second", "words.third")


class Following:
    """Recognise, from words the knowledge lists, what only makes sense after what was said."""

    def __init__(self, knowledge: Knowledge, phrasebook: Phrasebook) -> None:
        self._ordinals = [_sentences(phrasebook.words(key)) for key in ORDINALS]
        self._last = _sentences(phrasebook.words("words.last"))
        self._none = _sentences(phrasebook.words("words.none"))
        self._more = _sentences(phrasebook.words("words.more"))
        self._pointing = _words(phrasebook.words("words.pointing"))
        self._empty = (
            self._pointing
            | _words(phrasebook.words("words.framing"))
            | _words(text for texts in knowledge.filler.values() for text in texts)
        )

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

    def points_back(self, words: Sequence[str]) -> bool:
        """Tell whether some word points at what was said before ("das", "dort", "it")."""
        return any(word in self._pointing for word in words)

    def _without_empty(self, words: Sequence[str]) -> list[str]:
        return [word for word in words if word not in self._empty]


def _sentences(texts: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(reading.words(text)) for text in texts)


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in reading.words(text))
