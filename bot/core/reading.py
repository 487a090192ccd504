"""Core: typed text becomes comparable words – case, umlauts, ß, gender forms, stems, filler."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from snowballstemmer import stemmer

LONGEST_TEXT = 1000
"""Characters that are read of a question; what comes later changes nothing (bounds the time)."""

LONGEST_WORD = 40

_GENDER = re.compile(r"(?<=[a-zäöüß])(?:[*:_]in(?:nen)?|/-?in(?:nen)?|In(?:nen)?|\(in(?:nen)?\))(?!\w)")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_APOSTROPHE = re.compile(r"(?<=\w)['’`´](?=\w)")
_UMLAUT = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "æ": "a", "ø": "o", "œ": "o"})
_SPELT_OUT = re.compile(r"(?<!a)(?<!e)(?<!q)([aou])e")
_german = stemmer("german")
_english = stemmer("english")


def fold(text: str) -> str:
    """Return the text in small letters without marks; ä, ae and a come out the same."""
    short = unicodedata.normalize("NFKC", _GENDER.sub("", text[:LONGEST_TEXT])).casefold()
    plain = unicodedata.normalize("NFD", short.translate(_UMLAUT))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return _SPELT_OUT.sub(r"\1", bare)


def words(text: str) -> list[str]:
    """Return the folded words and numbers of a text in their order."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(_APOSTROPHE.sub("", fold(text)))]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of a folded word, German endings first, then English ones."""
    return str(_english.stemWord(_german.stemWord(word)))


@lru_cache(maxsize=20_000)
def pieces(word: str, shortest: int = 2, longest: int = 5) -> tuple[str, ...]:
    """Return the character n-grams of a word, its edges marked by spaces."""
    edged = f" {word} "
    return tuple(
        edged[start : start + size]
        for size in range(shortest, longest + 1)
        for start in range(len(edged) - size + 1)
    )


def without(text_words: Iterable[str], filler: frozenset[str]) -> list[str]:
    """Return the words that are not filler; all of them if nothing else would remain."""
    given = list(text_words)
    return [word for word in given if word not in filler] or given
