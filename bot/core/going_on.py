"""Going on: weigh whether a turn of a conversation goes on about what is in hand, and how.

Nothing said in a conversation stands alone: "ist der Test schon rum" says enough, once it is known
what is talked about. A logistic curve weighs how near the turn comes to the entry in hand and to
any other, whether its words lean on what was said, and how many of them the entry never uses.
"""

import math

from bot.core import reading
from bot.core.asking import Asked
from bot.core.aspects import side_continued, side_telling, tells_of
from bot.core.following import Following
from bot.core.matching import Matcher, Nearness
from bot.core.nouns import Aspect, Entry, Knowledge
from bot.core.wording import name_words_of, words_of

USUAL = 0.9
"""The log odds that a turn goes on, before anything is known of it. These and the next ones come
from a logistic regression over conversations, the questions of citizens and those outside."""
NEAR = 1.5
NEARER_THAN_OTHERS = 3.0
LEANING = 1.6
POINTING = 0.8
ASKING_FOR_A_SIDE = 1.3
OUTSIDE = -1.5
STRANGE = -1.7
"""For each word of its own that the entry never uses."""

NAMING_ANOTHER = -0.5
"""Where such a word is in the name of another entry that may be meant."""

TOLD_BY_A_SIDE = 1.5
"""Where the questions of one side hold more than half of the words."""

CERTAIN = 0.9
"""From this probability another entry is meant, if the one in hand lacks the side asked for."""

RIVAL = 1.0
"""The log odds added to another entry's, which the matcher gives with care."""

LIKE_A_SIDE = 0.28
"""From this similarity the entry's nearest phrasing tells which side is meant."""

LIKE_A_QUESTION = 0.45
"""Likewise, where the turn has no word of its own."""

SAME_QUESTION = 0.6
"""Likewise, where a cue word says otherwise."""


class GoingOn:
    """Weigh turns against the entry in hand."""

    def __init__(self, knowledge: Knowledge, matcher: Matcher, following: Following) -> None:
        self._entries = knowledge.entries
        self._matcher = matcher
        self._following = following
        self._stems: dict[str, frozenset[str]] = {}
        self._names: dict[str, frozenset[str]] = {}

    def goes_on(self, entry: Entry, asked: Asked) -> bool:
        """Tell whether the turn asks about the entry in hand rather than about anything else."""
        own = self._own_words(asked)
        if asked.context.aside and all(self._is_strange(word, entry) for word in own):
            return False
        if not own and asked.cues:
            return self._has_side(entry, asked) or self._rival(entry, asked) < CERTAIN
        near = self._matcher.near(asked.text, entry.id)
        if not own and (near.own < LIKE_A_QUESTION or not near.aspect):
            return False
        odds = self._odds(entry, asked, near)
        return (
            odds > 0 and odds > self._rival_odds(entry, asked) and self._tells(entry, asked, near)
        )

    def side(self, entry: Entry, asked: Asked) -> Aspect | None:
        """Return the side of the entry in hand that the turn asks for, or None for the whole."""
        near = self._matcher.near(asked.text, entry.id)
        nearest = entry.aspect(near.aspect) if near.own >= LIKE_A_SIDE else None
        longest = max((len(cue.at) for cue in asked.cues), default=0)
        heard = {cue.about for cue in asked.cues if len(cue.at) == longest}
        if nearest and (near.own >= SAME_QUESTION or nearest.about in heard):
            return nearest
        for cue in asked.cues:
            if side := next((each for each in entry.aspects if each.about == cue.about), None):
                return side
        if nearest:
            return nearest
        own = self._own_words(asked)
        aspect = side_continued(entry, own)
        return aspect or (None if tells_of(entry, own) else side_telling(entry, own))

    def only_names(self, entry: Entry, asked: Asked) -> bool:
        """Tell whether the turn only puts another subject in place ("und beim Glasfaser?")."""
        own = self._own_words(asked)
        joins = asked.corrects or self._following.joins(asked.words)
        strange = any(self._is_strange(word, entry) for word in own)
        return bool(own) and joins and not asked.cues and not strange

    def _tells(self, entry: Entry, asked: Asked, near: Nearness) -> bool:
        """Tell whether the entry has something to say to the turn."""
        own = self._own_words(asked)
        return near.own >= LIKE_A_SIDE or bool(asked.cues) or tells_of(entry, own)

    def _odds(self, entry: Entry, asked: Asked, near: Nearness) -> float:
        own = self._own_words(asked)
        strange = sum(self._is_strange(word, entry) for word in own)
        return (
            USUAL
            + NEAR * near.own
            + NEARER_THAN_OTHERS * (near.own - near.others)
            + LEANING * self._following.leans(asked.words)
            + POINTING * self._following.points(asked.words)
            + ASKING_FOR_A_SIDE * self._has_side(entry, asked)
            + TOLD_BY_A_SIDE * (side_continued(entry, own) is not None)
            + OUTSIDE * (asked.recalled.outside is not None)
            + STRANGE * strange
            + NAMING_ANOTHER * self._names_another(entry, asked, own)
        )

    def _names_another(self, entry: Entry, asked: Asked, own: list[str]) -> bool:
        strange = {reading.stem(word) for word in own if self._is_strange(word, entry)}
        others = [each.id for each in asked.candidates[:3] if each.id != entry.id]
        return any(strange & self._names_of(id_) for id_ in others)

    def _names_of(self, id_: str) -> frozenset[str]:
        if id_ not in self._names:
            self._names[id_] = frozenset(map(reading.stem, name_words_of(self._entries[id_])))
        return self._names[id_]

    def _rival(self, entry: Entry, asked: Asked) -> float:
        """Return the probability of the likeliest other entry."""
        return max((each.score for each in asked.candidates if each.id != entry.id), default=0.0)

    def _rival_odds(self, entry: Entry, asked: Asked) -> float:
        rival = min(max(self._rival(entry, asked), 0.001), 0.999)
        return RIVAL + math.log(rival / (1 - rival))

    def _own_words(self, asked: Asked) -> list[str]:
        """Return the words that say something, but not which side is asked for."""
        own = self._following.remainder(asked.words, asked.cues[0].at if asked.cues else range(0))
        mended = [asked.recalled.repaired.get(word, word) for word in own]
        return [
            known if self._following.remainder([known], range(0)) else word
            for word, known in zip(own, mended, strict=True)
        ]

    def _has_side(self, entry: Entry, asked: Asked) -> bool:
        sides = {aspect.about for aspect in entry.aspects}
        return any(cue.about in sides for cue in asked.cues)

    def _is_strange(self, word: str, entry: Entry) -> bool:
        stems = self._stems.get(entry.id)
        if stems is None:
            stems = self._stems[entry.id] = frozenset(map(reading.stem, words_of(entry)))
        return reading.stem(word) not in stems
