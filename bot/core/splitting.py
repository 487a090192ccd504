"""Splitting: one typed text into the questions it holds, and away with what is ruled out."""

import re
from collections.abc import Set as AbstractSet

from bot.core import reading

_JOINT = re.compile(r"\?+\s*|\s+(?:und|and|sowie|außerdem|ausserdem)\s+|;\s*", re.IGNORECASE)
_ARTICLE = r"(?:die|der|das|den|dem|ein|eine|einen|the|a|an)"
_RULED_OUT_FIRST = re.compile(
    rf"\b(?:nicht|not)\s+{_ARTICLE}\s+[\w-]{{2,40}}(?:\s*,|\s+sondern\b|\s+but\b)", re.IGNORECASE
)
_RULED_OUT_LAST = re.compile(
    rf"(?:,|\baber|\bbut)\s*(?:nicht|not)\s+{_ARTICLE}\s+[\w-]{{2,40}}\s*[.?!]*$", re.IGNORECASE
)


def without_ruled_out(text: str) -> str:
    """Drop what the text says is not meant: "nicht die Wetterstation, die Pegelmesser"."""
    kept = _RULED_OUT_LAST.sub(" ", _RULED_OUT_FIRST.sub(" ", text))
    return kept if reading.words(kept) else text


def two_parts(text: str, starters: AbstractSet[str]) -> tuple[str, str] | None:
    """Return the two questions of the text, or None; each must start like a question.

    `starters` are words a question begins with, folded as `reading.words` does.
    """
    for joint in _JOINT.finditer(text):
        parts = text[: joint.start()].strip(), text[joint.end() :].strip()
        if all(_asks(part, starters) for part in parts):
            return parts
    return None


def _asks(part: str, starters: AbstractSet[str]) -> bool:
    words = reading.words(part)
    return len(words) > 1 and any(word in starters for word in words[:2])
