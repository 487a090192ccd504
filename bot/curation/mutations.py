"""Curation: how people really type a question – the forms a phrasing must survive.

One slip a form, never in the first letter and never in words of less than five letters: people
rarely miss the first letter (Pollock and Zamora 1984: one error in thirteen), and a short word
with a slip is another word. The same text always gives the same forms.
"""

import random
import re
import zlib
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

AS_WRITTEN = "wie geschrieben"
SPELT_OUT, SMALL = "ae oe ue ss", "klein geschrieben"
FILLED_BEFORE, FILLED_AFTER = "Füllwörter davor", "Füllwörter danach"
HARMLESS = (AS_WRITTEN, SPELT_OUT, SMALL, FILLED_BEFORE, FILLED_AFTER)
"""Kinds of forms that say exactly the same and hold no slip."""

SHORTEST_SLIPPED = 5
SHORTEST_PART = 4

_ROWS = ("qwertzuiopü", "asdfghjklöä", "yxcvbnm")
_SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)
_BARE = str.maketrans("äöüÄÖÜ", "aouAOU", "")
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
WORD = re.compile(r"[^\W\d_]+")

BEFORE = {
    "de": ("Hallo, ", "kannst du mir sagen ", "ich hätte mal eine frage: ", "sag mal, "),
    "en": ("hi, ", "can you tell me ", "quick question: ", "please tell me "),
}
AFTER = {"de": (" bitte", " danke im voraus", " ?"), "en": (" please", " thanks in advance", " ?")}


@dataclass(frozen=True, slots=True)
class Form:
    """Hold one way of typing a phrasing, and what was done to it."""

    kind: str
    text: str


def neighbours() -> Mapping[str, str]:
    """Return, for each letter, those beside it on a German keyboard."""
    found: dict[str, str] = {}
    for number, row in enumerate(_ROWS):
        for place, letter in enumerate(row):
            near = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
            for other in (number - 1, number + 1):
                if 0 <= other < len(_ROWS):
                    near += _ROWS[other][place : place + 1]
            found[letter] = near
    return found


_BESIDE = neighbours()


def forms(text: str, language: str, words: AbstractSet[str]) -> list[Form]:
    """Return the forms of a phrasing, all different from it and from each other.

    `words` are small-letter words that compounds may be split at.
    """
    made = {AS_WRITTEN: Form(AS_WRITTEN, text)}
    seen = {text}
    for kind, make in _KINDS.items():
        chance = random.Random(zlib.crc32(f"{kind}\0{text}".encode()))  # noqa: S311 - not a secret
        new = make(text, _Making(chance, language, words))
        if new and new not in seen:
            seen.add(new)
            made[kind] = Form(kind, new)
    return list(made.values())


@dataclass(frozen=True, slots=True)
class _Making:
    chance: random.Random
    language: str
    words: AbstractSet[str]


def _in_a_word(text: str, making: _Making, change: Callable[[str, int], str]) -> str:
    """Change one long word at one place that is not its first letter."""
    found = [each for each in WORD.finditer(text) if len(each.group()) >= SHORTEST_SLIPPED]
    if not found:
        return ""
    match = making.chance.choice(found)
    word = match.group()
    changed = change(word, making.chance.randrange(1, len(word) - 1))
    return text[: match.start()] + changed + text[match.end() :]


def _neighbour(text: str, making: _Making) -> str:
    def change(word: str, place: int) -> str:
        near = _BESIDE.get(word[place].lower(), "")
        return word[:place] + (making.chance.choice(near) if near else "") + word[place + 1 :]

    return _in_a_word(text, making, change)


def _swapped(text: str, making: _Making) -> str:
    return _in_a_word(text, making, lambda w, p: w[:p] + w[p + 1] + w[p] + w[p + 2 :])


def _dropped(text: str, making: _Making) -> str:
    return _in_a_word(text, making, lambda w, p: w[:p] + w[p + 1 :])


def _doubled(text: str, making: _Making) -> str:
    return _in_a_word(text, making, lambda w, p: w[:p] + w[p] + w[p:])


def _split(text: str, making: _Making) -> str:
    """Write a compound as two words, where both are words the knowledge knows."""
    for match in WORD.finditer(text):
        word = match.group()
        for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            if making.words >= {word[:place].lower(), word[place:].lower()}:
                return (
                    text[: match.start()] + word[:place] + " " + word[place:] + text[match.end() :]
                )
    return ""


def _joined(text: str, making: _Making) -> str:
    """Write two words as one, where they make a compound the knowledge knows."""
    parts = text.split()
    for place, pair in enumerate(pairwise(parts)):
        if "".join(pair).lower() in making.words:
            return " ".join((*parts[:place], "".join(pair), *parts[place + 2 :]))
    return ""


def _unhyphenated(text: str, _: _Making) -> str:
    return _HYPHEN.sub("", text)


def _turned(text: str, _: _Making) -> str:
    """Put the last word first, as people do who type keywords."""
    parts = text.rstrip("?!. ").split()
    return " ".join((parts[-1], *parts[:-1])) if len(parts) > 1 else ""


_KINDS: Mapping[str, Callable[[str, _Making], str]] = {
    "Nachbartaste": _neighbour,
    "Buchstabendreher": _swapped,
    "Buchstabe fehlt": _dropped,
    "Buchstabe doppelt": _doubled,
    SPELT_OUT: lambda text, _: text.translate(_SPELT_OUT),
    "ohne Umlautpunkte": lambda text, _: text.translate(_BARE),
    SMALL: lambda text, _: text.lower().rstrip("?!. "),
    "GROSS": lambda text, _: text.upper(),
    FILLED_BEFORE: lambda text, making: _filler(BEFORE, making) + text,
    FILLED_AFTER: lambda text, making: text.rstrip("?!. ") + _filler(AFTER, making),
    "getrennt": _split,
    "zusammen": _joined,
    "ohne Bindestrich": _unhyphenated,
    "Wortstellung": _turned,
}


def _filler(texts: Mapping[str, tuple[str, ...]], making: _Making) -> str:
    return making.chance.choice(texts.get(making.language, texts["de"]))
