"""Core: the word lists about talks that editors keep in the phrases, folded for comparison."""

from collections.abc import Sequence
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
    are understood with a slip, `company` ask who is together at a stand,
    `someone` stand for a speaker whose name is not known.
    """

    framing: frozenset[str]
    presence: frozenset[str]
    places: Spelling
    company: frozenset[str]
    someone: frozenset[str]

    @classmethod
    def of(cls, knowledge: Knowledge) -> "Lexicon":
        """Return the lists of the phrases; words that frame any question frame these as well."""
        filler = {text for texts in knowledge.filler.values() for text in texts}
        book = Phrasebook(knowledge)
        presence = _folded(book.words("words.talk.presence"))
        someone = _folded(book.words("words.talk.someone"))
        framing = _folded(filler) | _folded(book.words("words.talk.framing")) | presence | someone
        places = Spelling(_folded(book.words("words.talk.places")))
        company = _folded(book.words("words.talk.company"))
        return cls(framing, presence, places, company, someone)

    def asks_for_presence(self, said: Sequence[str]) -> bool:
        """Tell "ist … fertig" and "ist … schon da" from other questions about somebody."""
        here = any(word in THERE for word in said[2:])  # "is there" only opens a question
        return not self.presence.isdisjoint(said) or (here and not STILL.isdisjoint(said))

    def asks_for_company(self, said: Sequence[str]) -> bool:
        """Tell "wer ist noch am Stand" from what is on there."""
        return not any(words.isdisjoint(said) for words in (WHO, self.company, STANDS))


def _folded(texts: set[str] | frozenset[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in folded_words(text))
