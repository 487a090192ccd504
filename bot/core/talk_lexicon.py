"""Core: the word lists about talks that editors keep in the phrases, folded for comparison."""

from dataclasses import dataclass

from bot.core.nouns import Knowledge
from bot.core.phrasebook import Phrasebook
from bot.core.talk_spelling import Spelling
from bot.core.talk_words import folded_words

WHO = frozenset({"wer", "who", "whos", "welche", "which", "wem", "whom"})
STANDS = frozenset({"stand", "booth", "messestand", "landesstand", "gemeinschaftsstand"})
STILL = frozenset({"schon", "noch", "already", "still", "yet"})
THERE = frozenset({"da", "dran", "here", "there"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Hold words by what they do in a question.

    `framing` say nothing about which talk is meant, `presence` (a part of them) ask whether
    somebody is there or something has begun or ended, `places` name a place or a kind of talk and
    are understood with a slip, `company` ask who is together at a stand.
    """

    framing: frozenset[str]
    presence: frozenset[str]
    places: Spelling
    company: frozenset[str]

    @classmethod
    def of(cls, knowledge: Knowledge) -> "Lexicon":
        """Return the lists of the phrases; words that frame any question frame these as well."""
        filler = {text for texts in knowledge.filler.values() for text in texts}
        book = Phrasebook(knowledge)
        presence = _folded(book.words("words.talk.presence"))
        framing = _folded(filler) | _folded(book.words("words.talk.framing")) | presence
        places = Spelling(_folded(book.words("words.talk.places")))
        return cls(framing, presence, places, _folded(book.words("words.talk.company")))

    def asks_for_presence(self, said: frozenset[str]) -> bool:
        """Tell "ist … fertig" and "ist … schon da" from other questions about somebody."""
        return bool(said & self.presence) or bool(said & STILL and said & THERE)

    def asks_for_company(self, said: frozenset[str]) -> bool:
        """Tell "wer ist noch am Stand" from what is on there."""
        return bool(said & WHO and said & self.company and said & STANDS)


def _folded(texts: set[str] | frozenset[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in folded_words(text))
