"""Stores: the words people say every day, which a repair must not take for mistyped ones.

From the word lists of pyspellchecker (counted in OpenSubtitles): kept up, and small enough.
"""

from collections.abc import Iterator
from functools import cache
from heapq import nlargest

from bot.core.reading import words

LANGUAGES = ("de", "en")
MOST = 5000
"""Commonest words of each language; rarer ones are as often somebody's typing error."""


@cache
def everyday_words() -> frozenset[str]:
    """Return the commonest words of the languages, as the matcher reads them."""
    return frozenset(word for language in LANGUAGES for word in _commonest(language))


def _commonest(language: str) -> Iterator[str]:
    from spellchecker import SpellChecker  # noqa: PLC0415 - only needed where something is learned

    counts = SpellChecker(language=language).word_frequency.dictionary
    for word in nlargest(MOST, counts, key=counts.__getitem__):
        read = words(word)
        if len(read) == 1:
            yield read[0]
