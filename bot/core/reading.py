"""Core: typed text becomes comparable words – case, umlauts, ß, gender forms, stems, filler."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from Stemmer import Stemmer

LONGEST_TEXT = 1000
"""Characters that are read of a question; what comes later changes nothing (bounds the time)."""

MOST_WORDS = 80
LONGEST_WORD = 40

_GENDER = re.compile(
    r"(?<=[a-zäöüß])(?:[*:_]in(?:nen)?|/-?in(?:nen)?|In(?:nen)?|\(in(?:nen)?\))(?!\w)"
)
_WORD = re.compile(r"[^\W\d_]+|\d+")
_APOSTROPHE = re.compile(r"(?<=\w)['’`´](?=\w)")
_UMLAUT = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "æ": "a", "ø": "o", "œ": "o"})
_SPELT_OUT = re.compile(r"(?<![aeq])([aou])e")
_DOUBLED = re.compile(r"(.)\1+")
_SOUNDS = (
    ("tsch", "s"), ("sch", "s"), ("ch", "h"), ("ck", "k"), ("ph", "f"),
    ("th", "t"), ("tz", "z"), ("dt", "t"), ("qu", "k"),
)  # fmt: skip
_SOFT = str.maketrans("bdgvcyw", "ptkfkif")
_VOWELS = str.maketrans("", "", "aeiou")
_german = Stemmer("german", 0)
_english = Stemmer("english", 0)


def fold(text: str) -> str:
    """Return the text in small letters without marks; ä, ae and a come out the same."""
    short = unicodedata.normalize("NFKC", _GENDER.sub("", text[:LONGEST_TEXT])).casefold()
    bare = short.translate(_UMLAUT)
    if not bare.isascii():
        plain = unicodedata.normalize("NFD", bare)
        bare = "".join(char for char in plain if not unicodedata.combining(char))
    return _SPELT_OUT.sub(r"\1", bare)


def words(text: str) -> list[str]:
    """Return the folded words and numbers of a text in their order."""
    return [*_words(text)]


@lru_cache(maxsize=8)
def _words(text: str) -> tuple[str, ...]:
    """Read a text once, though several rooms ask for its words one after the other."""
    found = _WORD.findall(_APOSTROPHE.sub("", fold(text)))[:MOST_WORDS]
    return tuple(word[:LONGEST_WORD] for word in found)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return the stem of a folded word: German endings first, then English ones (Snowball)."""
    return str(_english.stemWord(_german.stemWord(word)))


def pieces(word: str, shortest: int = 2, longest: int = 5) -> list[str]:
    """Return the character n-grams of a word, its edges marked by spaces."""
    edged = f" {word} "
    return [
        edged[start : start + size]
        for size in range(shortest, longest + 1)
        for start in range(len(edged) - size + 1)
    ]


def skeleton(word: str) -> str:
    """Return the consonants of a word as they sound, which dialects and misspellings keep.

    A coarse relative of the Cologne phonetics (Postel 1969) that keeps the order of sounds.
    """
    heard = _DOUBLED.sub(r"\1", word)
    for written, sound in _SOUNDS:
        heard = heard.replace(written, sound)
    return _DOUBLED.sub(r"\1", heard.translate(_SOFT).translate(_VOWELS))


Runs = Mapping[str, Sequence[tuple[tuple[str, ...], tuple[str, ...]]]]
"""What to replace: by the first word, runs of words (longest first) and what stands for them."""


def runs_of(pairs: Iterable[tuple[str, str]]) -> Runs:
    """Prepare replacements of a text by another (an empty one drops it) for `replaced`."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for text, other in pairs:
        run = tuple(words(text))
        if run:
            found.setdefault(run[0], []).append((run, tuple(words(other))))
    return {head: sorted(runs, key=lambda run: -len(run[0])) for head, runs in found.items()}


def replaced(given: Sequence[str], runs: Runs) -> list[str]:
    """Return the words with every run replaced once, the longest one first."""
    result: list[str] = []
    at = 0
    while at < len(given):
        for run, other in runs.get(given[at], ()):
            if tuple(given[at : at + len(run)]) == run:
                result.extend(other)
                at += len(run)
                break
        else:
            result.append(given[at])
            at += 1
    return result
