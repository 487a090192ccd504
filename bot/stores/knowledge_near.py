"""Stores: what somebody may have meant by a misspelt key or id."""

from collections.abc import Iterable

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

_LIKE = 60
"""Percent of letters in common from which a guess helps rather than puzzles."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like it, or None if none is."""
    found = extractOne(word.lower(), list(known), scorer=ratio, score_cutoff=_LIKE)
    return found[0] if found else None
