"""Stores: what somebody may have meant by a misspelt key or id."""

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_LIKE = 60
"""Percent of letters in common from which a guess helps rather than puzzles."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like it, or None if none is."""
    found = extractOne(word.lower(), list(known), scorer=ratio, score_cutoff=_LIKE)
    return found[0] if found else None


def likely_id(text: str, longest: int) -> str:
    """Return the id that a text would be if it were one; '' where nothing of it can stand in one."""
    plain = unicodedata.normalize("NFD", text.casefold().translate(_UMLAUTS))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return "-".join(re.findall("[a-z0-9.]+", bare))[:longest].strip("-.")
