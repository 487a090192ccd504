"""Stores: the matcher learns a knowledge, with what the stores add to it."""

from bot.core.matching import Matcher
from bot.core.nouns import Kind, Knowledge
from bot.core.phrasings import phrasings_of
from bot.stores.everyday_words import everyday_words


def learn(knowledge: Knowledge) -> Matcher:
    """Let the matcher learn every phrasing of the knowledge."""
    return Matcher.learn(
        phrasings_of(knowledge),
        knowledge.filler,
        knowledge.synonyms,
        everyday_words(),
        {id_ for id_, entry in knowledge.entries.items() if entry.kind is Kind.OUTSIDE},
    )
