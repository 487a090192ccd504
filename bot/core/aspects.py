"""Aspects: hear which side of a thing is asked for (when, where, cost …) and find it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.core import reading
from bot.core.nouns import Aspect, AspectKind, Entry, Phrases

SAME_QUESTION = 0.75
"""Dice overlap of stems from which a question counts as one the editor wrote for an aspect."""

LIKE_QUESTION = 0.5
"""Likewise, where the matcher already found the aspect's phrasing to be the nearest."""

CLEARLY_WHOLE = 0.25
"""By so much must a question be more like one about the whole thing for a cue not to count."""

_TOLD = {
    "when": re.compile(r"\b(19|20)\d\d\b"),
    "cost": re.compile(r"euro|€|kost|förder|free|fund", re.IGNORECASE),
    "number": re.compile(r"\d"),
}
"""What the whole answer would show if it told that side after all."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Say which kind of aspect was heard and which word positions said so."""

    about: str
    at: range


class AspectEar:
    """Listen for the cue words of every aspect kind; the longest cue wins, then the earliest."""

    def __init__(self, kinds: Mapping[str, AspectKind]) -> None:
        self._cues: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for kind in kinds.values():
            for cue in (cue for cues in kind.cues.values() for cue in cues):
                heard = tuple(reading.words(cue))
                if heard:
                    self._cues.setdefault(heard[0], []).append((heard, kind.id))

    def cues(self, words: Sequence[str]) -> list[Cue]:
        """List every cue in the words (as `reading.words` gives them), best first."""
        found = [
            Cue(about, range(start, start + len(cue)))
            for start, word in enumerate(words)
            for cue, about in self._cues.get(word, ())
            if tuple(words[start : start + len(cue)]) == cue
        ]
        return sorted(found, key=lambda cue: (-len(cue.at), cue.at.start))


def side_asked(
    entry: Entry, words: Sequence[str], cues: Sequence[Cue], nearest: str | None = None
) -> Aspect | None:
    """Return the aspect of the entry that the words ask for, or None for the whole entry.

    `nearest` is the aspect whose phrasing the matcher found nearest, if it was an aspect's.
    """
    whole = _likeness(words, entry.questions)
    likeness = [(_likeness(words, aspect.questions), aspect) for aspect in entry.aspects]
    best = max(likeness, key=lambda pair: pair[0], default=(0.0, None))
    if best[1] and best[0] >= SAME_QUESTION and best[0] > whole:
        return best[1]
    close = [pair for pair in likeness if pair[1].id == nearest and pair[0] > LIKE_QUESTION]
    closeness, own = close[0] if close else (0.0, None)
    for cue in cues:
        for score, aspect in likeness:
            is_whole = aspect.questions and score < whole - CLEARLY_WHOLE
            if aspect.about == cue.about and not is_whole:
                return aspect if score >= closeness else own
    return own


def side_continued(entry: Entry, words: Sequence[str]) -> Aspect | None:
    """Return the aspect that words without a subject of their own go on about, if any does."""
    asked = _stems(words)
    scored = [(_coverage(asked, aspect), aspect) for aspect in entry.aspects]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] > LIKE_QUESTION else None


def side_telling(entry: Entry, words: Sequence[str]) -> Aspect | None:
    """Return the aspect whose answer holds all the words, if any does."""
    asked = _stems(words)
    told = (each for each in entry.aspects if asked <= _told(each.answer))
    return next(told, None) if asked else None


def tells_of(entry: Entry, words: Sequence[str]) -> bool:
    """Tell whether the entry's answer and details hold all the words."""
    asked = _stems(words)
    return bool(asked) and asked <= _told(entry.answer) | _told(entry.details)


def is_silent_on(entry: Entry, about: str) -> bool:
    """Tell whether nothing in the entry speaks of that side, so that one may say so."""
    told = _TOLD.get(about)
    texts = [*entry.answer.values(), *entry.details.values()]
    return told is not None and not any(told.search(text) for text in texts)


def _told(texts: Mapping[str, str]) -> frozenset[str]:
    return _stems(word for text in texts.values() for word in reading.words(text))


def _likeness(words: Sequence[str], questions: Phrases) -> float:
    asked = _stems(words)
    texts = (text for each in questions.values() for text in each)
    return max((_dice(asked, _stems_of(text)) for text in texts), default=0.0)


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _coverage(asked: frozenset[str], aspect: Aspect) -> float:
    texts = [text for each in aspect.questions.values() for text in each]
    known = frozenset().union(*map(_stems_of, texts))
    return len(asked & known) / len(asked) if asked else 0.0


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(reading.stem(word) for word in words)


@lru_cache(maxsize=4096)
def _stems_of(text: str) -> frozenset[str]:
    """Return the stems of a phrasing, which stays the same while many ask."""
    return _stems(reading.words(text))
