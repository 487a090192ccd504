"""Stores: the words people say every day, which a repair must not take for mistyped ones.

From the word lists of pyspellchecker (counted in OpenSubtitles): kept up, and small enough.
"""

from functools import cache
from heapq import nlargest

from bot.core.reading import words

LANGUAGES = ("de", "en")
MOST = 5000
"""Commonest words of each language; rarer ones are as often somebody's typing error."""


@cache
def everyday_words() -> frozenset[str]:
    """Return the commonest words of the languages, as the matcher reads them."""
    from spellchecker import SpellChecker  # noqa: PLC0415 - only needed where something is learned

    found: set[str] = set()
    for language in LANGUAGES:
        counts = SpellChecker(language=language).word_frequency.dictionary
        for word in nlargest(MOST, counts, key=counts.__getitem__):
            read = words(word)
            if len(read) == 1:
                found.add(read[0])
    return frozenset(found)
