"""Core, matching: the matcher reads, repairs and ranks; the front door of this room."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.core.matching.compounds import Compounds
from bot.core.matching.coverage import Asked
from bot.core.matching.features import Floats
from bot.core.matching.lessons import prepare, vocabulary
from bot.core.matching.model import Model, State
from bot.core.matching.ranking import Explanation, Nearness, Ranking
from bot.core.matching.spelling import Meant, Speller
from bot.core.nouns import Candidate, Phrasing
from bot.core.reading import Runs, replaced, runs_of, words

NO_FILLER: Mapping[str, Sequence[str]] = {}
NO_SYNONYMS: Mapping[str, Sequence[Sequence[str]]] = {}


MISSPELT = 0.2
"""How much likeness to a phrasing one more mistake is worth."""


TOLD = 0.2
"""From this raw score what is outside is told by name; below, it is anybody's guess."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """Hold the words of a text as typed and as read, and how near it comes to each phrasing."""

    typed: list[str]
    read: list[str]
    repaired: dict[str, str]
    similarities: Floats
    asked: Asked


class Matcher:
    """Rank the entries of a knowledge for a text, by probability."""

    def __init__(self, state: State) -> None:
        self._state = dict(state)
        self._entries = _lines(state["entries"])
        self._number = {name: place for place, name in enumerate(self._entries)}
        self._texts = _lines(state["texts"])
        self._aspects = _lines(state["aspects"])
        self._filler = runs_of((text, "") for text in _lines(state["filler"]))
        same = [pair.split("\t", 1) for pair in _lines(state["synonyms"])]
        self._synonyms = runs_of((text, first) for text, first in same)
        counts = dict(zip(_lines(state["vocabulary"]), state["counts"].tolist(), strict=True))
        for runs in (self._filler, self._synonyms):
            for run in (run for found in runs.values() for run, _ in found):
                counts.update({word: 0 for word in run if word not in counts})
        self._speller = Speller(counts, frozenset(_lines(state["everyday"])))
        self._compounds = Compounds(counts)
        self._model = Model.from_state(state, _lines(state["features"]))
        self._last: _Heard | None = None

    @classmethod
    def learn(
        cls,
        phrasings: Sequence[Phrasing],
        filler: Mapping[str, Sequence[str]] = NO_FILLER,
        synonyms: Mapping[str, Sequence[Sequence[str]]] = NO_SYNONYMS,
        everyday: Collection[str] = (),
        outside: Collection[str] = (),
    ) -> "Matcher":
        """Learn from all phrasings; `filler` is skipped, of `synonyms` the first stands for all.

        `everyday` are words, as read, that are never taken for mistyped ones; `outside` are the
        entries that stand for what is not answered.
        """
        dropped = [text for texts in filler.values() for text in texts]
        same = [
            (other, group[0])
            for groups in synonyms.values()
            for group in groups
            for other in group[1:]
        ]
        no_filler = runs_of((text, "") for text in dropped)
        rough = [_plain(words(each.text), no_filler, runs_of(same)) for each in phrasings]
        said = Counter(word for text in rough for word in text)
        same += Compounds(said).spellings(rough)
        usual = runs_of(same)
        lessons = prepare(phrasings, lambda text: _plain(words(text), no_filler, usual), outside)
        counts = vocabulary(lessons.rows)
        texts = [_line(row.phrasing.text) for row in lessons.rows]
        state = {
            **Model.learn(lessons).state(),
            "entries": _bytes(lessons.entries),
            "texts": _bytes(texts),
            "aspects": _bytes([row.phrasing.aspect or "" for row in lessons.rows]),
            "features": _bytes(lessons.features.names),
            "vocabulary": _bytes(list(counts)),
            "counts": np.array(list(counts.values()), np.int32),
            "filler": _bytes([_line(text) for text in dropped]),
            "everyday": _bytes(Speller(counts).confusable(everyday)),
            "synonyms": _bytes([f"{_line(text)}\t{_line(first)}" for text, first in same]),
        }
        return cls(state)

    def state(self) -> dict[str, np.ndarray[Any, Any]]:
        """Return all that was learned as plain arrays, to be kept without pickle."""
        return dict(self._state)

    @classmethod
    def from_state(cls, state: State) -> "Matcher":
        """Return the matcher that was kept."""
        return cls(state)

    def rank(self, text: str, limit: int = 5) -> Ranking:
        """Return at most `limit` entries for a text, with probabilities; none for no words.

        Beside them stands what is outside and comes nearest, where it does so at all.
        """
        heard = self._heard(text)
        similarities = heard.similarities
        inside = len(self._entries) - int(self._model.outside.sum())
        if not heard.read or not inside:
            return Ranking((), heard.repaired)
        scores = self._model.scores(similarities)
        best = self._model.best(scores, min(max(limit, 2), inside))
        chances = self._model.probabilities(scores, best, heard.asked)
        found = tuple(
            Candidate(
                self._entries[place], round(float(chance), 4), self._aspect(place, similarities)
            )
            for place, chance in zip(best[:limit].tolist(), chances, strict=False)
        )
        return Ranking(found, heard.repaired, self._outside(scores, found[0].score))

    def _outside(self, scores: Floats, inside: float) -> Candidate | None:
        """Return what is outside and told by name: its share of what the best entry leaves."""
        place = int(np.argmax(np.where(self._model.outside, scores, -np.inf)))
        score = float(scores[place])
        if not self._model.outside[place] or score < TOLD:
            return None
        return Candidate(self._entries[place], round((1 - inside) * min(1.0, score), 4))

    def score(self, text: str, entry: str) -> float:
        """Return what speaks for one entry, before anything is weighed against it.

        About 1 for the words of a phrasing of its own; 0 for an entry never learned.
        """
        heard, number = self._heard(text), self._number.get(entry)
        if not heard.read or number is None:
            return 0.0
        return self._model.score(heard.similarities, number)

    def near(self, text: str, entry: str) -> Nearness:
        """Return how near the text comes to one entry; an entry never learned is far."""
        heard, number = self._heard(text), self._number.get(entry)
        if not heard.read or number is None:
            return Nearness()
        similarities = heard.similarities
        start, end = self._model.rows_of(number)
        others = (similarities[:start], similarities[end:])
        return Nearness(
            float(similarities[start:end].max()),
            max(float(each.max(initial=0.0)) for each in others),
            self._aspect(number, similarities),
        )

    def explain(self, text: str, entry: str) -> Explanation:
        """Return what speaks for an entry; raises KeyError for an entry never learned."""
        number, heard = self._number[entry], self._heard(text)
        read, similarities = heard.read, heard.similarities
        start, end = self._model.rows_of(number)
        nearest = start + int(np.argmax(similarities[start:end]))
        raw = self._raw(read, number)
        parts = [
            (word, round(raw - self._raw(read[:place] + read[place + 1 :], number), 3))
            for place, word in enumerate(read)
        ]
        ranking = self.rank(text, len(self._entries))
        ranked = [*ranking.candidates, *filter(None, [ranking.outside])]
        score = next((each.score for each in ranked if each.id == entry), 0.0)
        similarity = round(float(similarities[nearest]), 3)
        return Explanation(
            entry, score, round(raw, 3), self._texts[nearest], similarity, tuple(parts)
        )

    def _raw(self, read: Sequence[str], entry: int) -> float:
        return self._model.score(self._model.read(read)[0], entry) if read else 0.0

    def _heard(self, text: str) -> _Heard:
        """Return what was made of a text; that of the last one is still known."""
        typed = words(text)
        if self._last is None or self._last.typed != typed:
            read, repaired = self._read(typed)
            self._last = _Heard(typed, read, repaired, *self._model.read(read))
        return self._last

    def _read(self, typed: Sequence[str]) -> tuple[list[str], dict[str, str]]:
        typed = self._compounds.joined(typed)
        meant = {word: self._speller.meant(word) for word in dict.fromkeys(typed)}
        repaired = {word: found[0].word for word, found in meant.items() if found}
        if torn := {word: found for word, found in meant.items() if len(found) > 1}:
            rest = [repaired.get(word, word) for word in typed if word not in torn]
            repaired.update(self._fitting(torn, rest))
        mended = [part for word in typed for part in self._mended(word, repaired)]
        return _plain(mended, self._filler, self._synonyms), repaired

    def _mended(self, word: str, repaired: Mapping[str, str]) -> Sequence[str]:
        if word in repaired:
            return (repaired[word],)
        return (word,) if self._speller.knows(word) else (word, *self._compounds.parts(word))

    def _fitting(self, torn: Mapping[str, Sequence[Meant]], rest: Sequence[str]) -> dict[str, str]:
        """Return for each word the one meant that stands in a phrasing most like the rest."""
        similarities = self._model.by_words(_plain(rest, self._filler, self._synonyms))

        def fit(each: Meant) -> float:
            return self._model.nearest_with(each.word, similarities) - MISSPELT * each.cost

        return {word: max(found, key=fit).word for word, found in torn.items()}

    def _aspect(self, entry: int, similarities: Floats) -> str | None:
        """Return the aspect of the entry's nearest phrasing, if that asks for one."""
        start, end = self._model.rows_of(entry)
        nearest = start + int(np.argmax(similarities[start:end]))
        return self._aspects[nearest] or None if similarities[nearest] > 0 else None


def _plain(given: Sequence[str], filler: Runs, synonyms: Runs) -> list[str]:
    """Return the words without filler, synonyms made one; filler alone stays what it is."""
    return replaced(replaced(given, filler) or given, synonyms)


def _line(text: str) -> str:
    return " ".join(text.split())


def _bytes(lines: Sequence[str]) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return np.frombuffer("".join(f"{line}\n" for line in lines).encode(), np.uint8)


def _lines(joined: np.ndarray[Any, Any]) -> list[str]:
    return joined.tobytes().decode().split("\n")[:-1]
