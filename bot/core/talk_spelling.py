"""Core: misspelt words of names and titles; with matching the only import of rapidfuzz.

Every known word is filed under itself less one letter (Garbe's symmetric deletes), so that only
words which can be near are measured, however many there are.
"""

from collections.abc import Iterable

from rapidfuzz.distance import OSA

SHORTEST = 4
"""Letters from which a word may be misspelt; "KI" is too short to guess at."""

FREE_START = 7
"""Letters from which even the first one may be wrong: "wetter" is not "better"."""

ALIKE_IN_SOUND = 0.85
"""How alike words are that only sound the same: "Murfy" and "Murphy"."""

TWO_SLIPS = 8
"""Letters from which two slips are forgiven."""


class Spelling:
    """Know a vocabulary of folded words and find those a misspelt word may stand for."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = frozenset(words)
        self._filed: dict[str, list[str]] = {}
        self._sounding: dict[str, list[str]] = {}
        for word in sorted(self._known):
            if len(word) >= SHORTEST and not word.isdigit():
                self._sounding.setdefault(_sound(word), []).append(word)
                for key in _less_one(word):
                    self._filed.setdefault(key, []).append(word)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def nearest(self, word: str) -> list[tuple[str, float]]:
        """Return the nearest known words, all of the same distance, and how alike they are."""
        if word in self._known:
            return [(word, 1.0)]
        if len(word) < SHORTEST or word.isdigit():
            return []
        allowed = 2 if len(word) >= TWO_SLIPS else 1
        near = {known for key in _less_one(word) for known in self._filed.get(key, ())}
        if len(word) == SHORTEST:
            near = {known for known in near if is_typing_slip(word, known)}
        if len(word) < FREE_START:
            near = {known for known in near if known[0] == word[0]}
        measured = [(OSA.distance(word, known, score_cutoff=allowed), known) for known in near]
        least = min((distance for distance, _ in measured), default=allowed + 1)
        if least > allowed:
            return [(known, ALIKE_IN_SOUND) for known in self._sounding.get(_sound(word), ())]
        alike = 1.0 - 0.6 * least / max(len(word), 5)
        return [(known, alike) for distance, known in sorted(measured) if distance == least]


def is_slip_of(word: str, name: str) -> bool:
    """Tell whether one slip made the word of a name that stands beside it, however short."""
    alike = min(len(word), len(name)) >= SHORTEST - 1 and word[0] == name[0]
    return alike and OSA.distance(word, name, score_cutoff=1) <= 1


def is_typing_slip(word: str, known: str) -> bool:
    """Tell a letter left out, doubled or swapped from a replaced one: "Kino" is not "King"."""
    return len(word) != len(known) or sorted(word) == sorted(known)


_SOUNDS = tuple(
    pair.split("=")
    for pair in [
        "tsch=c",
        "sch=s",
        "ph=f",
        "th=t",
        "dt=t",
        "ck=k",
        "ch=k",
        "tz=z",
        "ts=z",
        "cz=z",
        "qu=kv",
        "x=ks",
        "c=k",
        "y=i",
        "j=i",
        "v=f",
        "w=f",
        "ae=e",
        "ai=ei",
        "ah=a",
        "eh=e",
        "ih=i",
        "oh=o",
        "uh=u",
        "ie=i",
    ]
)
"""Spellings that sound alike in German names; written in the order they are replaced."""


def _sound(word: str) -> str:
    """Return a word as it sounds, roughly, after Postel's Kölner Phonetik, vowels kept."""
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    return "".join(
        letter for letter, before in zip(word, " " + word, strict=False) if letter != before
    )


def _less_one(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
