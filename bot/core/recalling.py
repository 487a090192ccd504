"""Recalling: what the knowledge holds for the words of a question, as ranked candidates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bot.core import reading
from bot.core.conversation import MOST_CANDIDATES
from bot.core.deciding import Sure, decide
from bot.core.elsewhere import Elsewhere
from bot.core.matching import Matcher
from bot.core.nouns import Candidate, Entry, Kind, Knowledge, Phrasing
from bot.core.phrasings import phrasings_of

WRITTEN = 0.97
"""The least certainty of an entry whose editor wrote exactly the words that were asked."""

ALARM = 0.35
"""From this raw score an emergency is told of, whatever else the text is about: a car that burns on
a car park is nearer to the car park, as entries go. Of 4,400 questions about other things none
reaches it, but a smell of gas."""

REAL_ANSWER = 0.25
"""From this probability an answer goes before small talk."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """Hold up to five candidates, best first, and the outside entry that comes before them all.

    `repaired` says which typed word was read as which.
    """

    candidates: tuple[Candidate, ...]
    outside: Entry | None = None
    repaired: Mapping[str, str] = field(default_factory=dict)


class Recall:
    """Rank the entries for a text: by what the matcher learned, and by what stands there."""

    def __init__(self, knowledge: Knowledge, matcher: Matcher) -> None:
        self._entries = knowledge.entries
        self._matcher = matcher
        entries = knowledge.entries.values()
        self._emergencies = [each for each in entries if each.kind is Kind.EMERGENCY]
        self._written = _by_words(phrasings_of(knowledge))
        self._elsewhere = Elsewhere(knowledge)

    def recall(self, text: str) -> Recalled:
        """Return what the text may be about; an entry with exactly these words goes first."""
        words = reading.words(text)
        ranking = self._matcher.rank(text, MOST_CANDIDATES)
        ranked = [*ranking.candidates, *filter(None, [ranking.outside])]
        written = self._written.get(tuple(words), ())
        if len(written) == 1:
            own = replace(written[0], score=max(WRITTEN, *(each.score for each in ranked), 0.0))
            others = (each for each in ranked if each.id != own.id)
            ranked = [own, *(_at_most(1 - WRITTEN, each) for each in others)]
        elif place := self._elsewhere.place(words):
            ranked = self._elsewhere.discounted(place, ranked)
        ranked.sort(key=lambda each: -each.score)
        inside = [each for each in ranked if self._kind(each) is not Kind.OUTSIDE]
        first = self._entries[ranked[0].id] if ranked else None
        is_outside = first is not None and first.kind is Kind.OUTSIDE
        outside = first if is_outside else None
        return Recalled(tuple(inside[:MOST_CANDIDATES]), outside, ranking.repaired)

    def alarm(self, text: str) -> Entry | None:
        """Return the emergency that the text tells of, whatever else it is about."""
        told = (each for each in self._emergencies if self._matcher.score(text, each.id) >= ALARM)
        return next(told, None)

    def is_written(self, words: Sequence[str]) -> bool:
        """Tell whether some editor wrote exactly these words."""
        return tuple(words) in self._written

    def is_elsewhere(self, words: Sequence[str]) -> bool:
        """Tell whether another place is asked about."""
        return self._elsewhere.place(words) is not None

    def contenders(self, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """Return the candidates without small talk, wherever something real is meant as well."""
        real = [each for each in candidates if self._kind(each) is not Kind.SMALLTALK]
        if real and real[0].score >= REAL_ANSWER:
            return tuple(real)
        return tuple(candidates)

    def ruling(self, candidates: Sequence[Candidate]) -> Candidate | None:
        """Return the one candidate that is surely meant, or None."""
        verdict = decide(self.contenders(candidates))
        return verdict.candidate if isinstance(verdict, Sure) else None

    def _kind(self, candidate: Candidate) -> Kind:
        return self._entries[candidate.id].kind


def _at_most(score: float, candidate: Candidate) -> Candidate:
    return replace(candidate, score=score) if candidate.score > score else candidate


def _by_words(phrasings: Sequence[Phrasing]) -> dict[tuple[str, ...], tuple[Candidate, ...]]:
    """Map the words of each phrasing to what it asks for, one candidate an entry."""
    found: dict[tuple[str, ...], dict[str, Candidate]] = {}
    for each in phrasings:
        if each.role != "answer":
            owners = found.setdefault(_words(each.text), {})
            owners.setdefault(each.entry, Candidate(each.entry, WRITTEN, each.aspect))
    return {words: tuple(owners.values()) for words, owners in found.items()}


@lru_cache(maxsize=50_000)
def _words(text: str) -> tuple[str, ...]:
    """Remember the words of phrasings: after a save nearly all of them are the same again."""
    return tuple(reading.words(text))
