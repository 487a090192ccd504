"""Languages: tell which language a question is in, from the knowledge's own words."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator

from bot.core.nouns import Knowledge
from bot.core.phrasings import phrasings_of

SMOOTHING = 0.5
CERTAIN = 1.5
"""Natural-log odds from which the words alone decide; below, the conversation's language stays."""

CERTAIN_AGAINST = 3.5
"""Likewise, against the language the person usually speaks: one short word can look like both."""


class LanguageGuess:
    """Guess by naive Bayes over whole words and the ends of words (Lui and Baldwin 2012, in small).

    The training text is what editors wrote: phrasings, filler, aspect cues, the bot's phrases.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._counts: dict[str, Counter[str]] = {}
        for language, text in _texts_of(knowledge):
            self._counts.setdefault(language, Counter()).update(_features(text))
        self._totals = {lang: sum(counts.values()) for lang, counts in self._counts.items()}
        self._kinds = len(set().union(*self._counts.values())) if self._counts else 0

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages the knowledge speaks."""
        return tuple(self._counts)

    def of(self, text: str, usual: str | None = None) -> str | None:
        """Return the language of the text, or None where its words could be either.

        `usual` is what the person spoke before, or what their app is set to.
        """
        scores = sorted(((self._score(text, lang), lang) for lang in self._counts), reverse=True)
        if not scores:
            return None
        certain = CERTAIN if usual in {None, scores[0][1]} else CERTAIN_AGAINST
        if len(scores) == 1 or scores[0][0] - scores[1][0] >= certain:
            return scores[0][1]
        return None

    def _score(self, text: str, language: str) -> float:
        counts, total = self._counts[language], self._totals[language]
        size = total + SMOOTHING * self._kinds
        return sum(
            math.log((counts[feature] + SMOOTHING) / size)
            for feature in _features(text)
            if any(feature in known for known in self._counts.values())
        )


def _features(text: str) -> Iterator[str]:
    for word in text.lower()[:1000].split():
        bare = word.strip(".,;:!?„“\"'()–-")
        if bare:
            yield bare
            if len(bare) > 3:
                yield "-" + bare[-3:]
                yield bare[:3] + "-"


def _texts_of(knowledge: Knowledge) -> Iterable[tuple[str, str]]:
    for phrasing in phrasings_of(knowledge):
        if phrasing.role in ("question", "aspect", "answer"):
            yield phrasing.language, phrasing.text
    for phrases in [knowledge.filler, *(kind.cues for kind in knowledge.aspect_kinds.values())]:
        for language, texts in phrases.items():
            for text in texts:
                yield language, text
    for texts_ in knowledge.phrases.values():
        yield from texts_.items()
