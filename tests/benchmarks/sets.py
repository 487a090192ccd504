"""Benchmarks: the public sets, and the noise that is put on their questions."""

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

SEED = 1
SETS = {
    "robo_de": ("robo_de_10shot", "test"),
    "robo_de hard": ("robo_de_10shot_hard", "test"),
    "clinc150": ("clinc150_10shot", "test"),
    "banking77": ("banking77_10shot", "test"),
    "banking77 near-out": ("banking77oos_id_10shot", "test"),
    "hwu64": ("hwu64_10shot", "test"),
    "xsid de": ("xsid_de", "test"),
    "xsid st": ("xsid_de", "test_st"),
    "xsid ba": ("xsid_de", "test_ba"),
    "xsid muc": ("xsid_de", "test_muc"),
    "xsid gsw": ("xsid_de", "test_gsw"),
}
_KEYBOARD = ("qwertzuiopü", "asdfghjklöä", "yxcvbnm")
_ASCII = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)

Asked = tuple[str, str | None]
Noise = Callable[[str, random.Random], str]


@dataclass(frozen=True, slots=True)
class Set:
    """Hold phrasings and questions as pairs of text and entry; None is out of scope."""

    name: str
    phrasings: list[tuple[str, str]]
    questions: list[Asked]


def read_sets(folder: Path) -> Iterator[Set]:
    """Yield every set that is there."""
    for name, (place, test) in SETS.items():
        if (folder / place).is_dir():
            phrasings = [
                (text, label or "") for text, label in _read(folder / place / "train.jsonl")
            ]
            yield Set(name, phrasings, _read(folder / place / f"{test}.jsonl"))


def clean(text: str, _: random.Random) -> str:
    """Return the text as it is."""
    return text


def ascii_umlauts(text: str, _: random.Random) -> str:
    """Spell umlauts and ß out."""
    return text.translate(_ASCII)


def typos(text: str, chance: random.Random) -> str:
    """Make one mistake in three words of ten that have three letters or more."""
    return re.sub(r"[^\W\d_]{3,}", lambda found: _mistyped(found[0], chance), text)


def _mistyped(word: str, chance: random.Random) -> str:
    if chance.random() >= 0.3:
        return word
    at = chance.randrange(len(word) - 1)
    kind = chance.choice(("delete", "transpose", "neighbour", "insert"))
    if kind == "transpose":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    at = chance.randrange(len(word))
    if kind == "delete":
        return word[:at] + word[at + 1 :]
    key = chance.choice(_neighbours(word[at].lower()))
    return word[:at] + key + word[at + (kind == "neighbour") :]


def _neighbours(key: str) -> list[str]:
    for row, keys in enumerate(_KEYBOARD):
        if key in keys:
            at = keys.index(key)
            rows = _KEYBOARD[max(0, row - 1) : row + 2]
            near = {near for line in rows for near in line[max(0, at - 1) : at + 2]}
            return sorted(near - {key})
    return ["e", "n", "r"]


def _read(path: Path) -> list[Asked]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(item["text"], item["label"]) for item in map(json.loads, lines)]


NOISES: dict[str, Noise] = {"clean": clean, "typo": typos, "ascii": ascii_umlauts}
