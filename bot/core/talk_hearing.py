"""Core: hear in a question what it says about talks – names, stages, events, times, and the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from bot.core.moments import Moment
from bot.core.nouns import Event
from bot.core.talk_events import TalkEvents
from bot.core.talk_index import TalkIndex
from bot.core.talk_phrases import Found
from bot.core.talk_words import (
    ASKING_SPEECH,
    GOING_ON,
    LANGUAGES,
    LISTING,
    NOT_STRONG,
    SPOTS,
    STRONG,
    TALK_NOUNS,
    WEAK,
    Word,
    is_frame,
    stem,
    stem_set,
    without_talk_word,
    words_in,
)

SOFT = stem_set(
    "keynote keynotes panel panels masterclass deepdive workshop workshops rundgang eroffnung "
    "opening podium podiumsdiskussion podiumsdiskussionen talkrunde talkrunden preisverleihung "
    "gesprachsrunde award diskussionsrunde "
)
"""Kinds of talks: they say that the programme is meant, and also which part of it."""


ADDRESSES = ("herr", "herrn", "frau", "dr", "prof", "professor", "mr", "mrs", "ms", "minister")


@dataclass(frozen=True, slots=True)
class Heard:
    """Hold what a question says.

    `content` are the words that may tell which talk is meant; `spoken` those of them that stand
    where a speaker's name would; `lost_spot` a stage nobody knows, as it was written; `on_event`
    says that the time asked for is on a day of some event; `spoken_in` is the language wanted.
    """

    text: str
    words: tuple[Word, ...]
    moment: Moment | None
    stages: tuple[str, ...]
    people: tuple[str, ...]
    titles: tuple[int, ...]
    aliases: tuple[int, ...]
    content: tuple[str, ...]
    spoken: tuple[str, ...]
    lost_spot: str | None
    strong: bool
    weak: bool
    lists: bool
    going_on: bool
    noun: bool
    spoken_in: str | None
    on_event: bool
    events: tuple[str, ...] = ()
    anchor: Event | None = None

    def asks(self, *words: str) -> bool:
        """Tell whether one of the folded words was said."""
        return any(word.text in words for word in self.words)


class TalkEar:
    """Listen to questions with the index of the talks and the days of the events at hand."""

    def __init__(self, index: TalkIndex, events: TalkEvents, filler: frozenset[str]) -> None:
        self._index = index
        self._events = events
        self._filler = filler

    def hear(self, text: str, now: datetime) -> Heard:
        """Return what the question says."""
        words = words_in(text)
        found = self._index.phrases.find([self._corrected(word.text) for word in words])
        found = [each for each in found if self._counts(each, words)]
        named = tuple(dict.fromkeys(key for each in found for key in each.keys("event")))
        reserved = [(words[each.start].start, words[each.end - 1].end) for each in found]
        moment, anchor, events = self._events.when(text, now, named, reserved)
        heard = self._sorted_out(text, words, found, moment)
        return replace(heard, anchor=anchor, events=events)

    def _corrected(self, word: str) -> str:
        if is_frame(word, self._filler) or word in self._index.spelling:
            return word
        nearest = self._index.spelling.nearest(word)
        return nearest[0][0] if len(nearest) == 1 else word

    def _counts(self, found: Found, words: Sequence[Word]) -> bool:
        """Tell names from everyday words that happen to be one."""
        said = [word.text for word in words[found.start : found.end]]
        if len(said) > 1:
            return True
        exact = bool(self._index.phrases.meanings((said[0],)))
        return exact and not is_frame(said[0], self._filler) and len(said[0]) > 2

    def _sorted_out(
        self,
        text: str,
        words: list[Word],
        found: Sequence[Found],
        moment: Moment | None,
    ) -> Heard:
        titles = {int(key) for each in found for key in each.keys("title")}
        aliases = {int(key) for each in found for key in each.keys("alias")}
        taken = {at for each in found if _is_taken(each) for at in range(each.start, each.end)}
        used = moment.used if moment else ()
        free = [
            at
            for at, word in enumerate(words)
            if at not in taken and not any(word.start < b and word.end > a for a, b in used)
        ]
        stems = {stem(words[at].text) for at in free if words[at].text not in NOT_STRONG}
        lost = self._lost_spot(words, free)
        tongue = [at for at in free if _is_language(words, at)]
        apart = {*lost, *tongue}
        content = [at for at in free if self._tells(words[at].text) and at not in apart]
        spoken = self._spoken(words, content)
        return Heard(
            text=text,
            words=tuple(words),
            moment=moment,
            stages=tuple(dict.fromkeys(key for each in found for key in each.keys("stage"))),
            people=tuple(dict.fromkeys(key for each in found for key in each.keys("speaker"))),
            titles=tuple(sorted(titles)),
            aliases=tuple(sorted(aliases)),
            content=tuple(without_talk_word(words[at].text) for at in content),
            spoken=tuple(words[at].text for at in spoken),
            lost_spot=" ".join(text[words[at].start : words[at].end] for at in lost) or None,
            strong=bool(stems & STRONG)
            or self._is_compound(words, free)
            or (bool(content) and _asks_whose_turn(words)),
            weak=bool(stems & WEAK),
            lists=any(words[at].text in LISTING for at in free),
            going_on=any(word.text in GOING_ON for word in words) or _is_whats_on(words),
            noun=bool(stems & TALK_NOUNS),
            spoken_in=next((LANGUAGES[words[at].text] for at in tongue), None),
            on_event=self._events.is_on_event(moment),
        )

    def _tells(self, word: str) -> bool:
        base = stem(word)
        if base in SOFT and self._index.hits(word):
            return True
        if is_frame(word, self._filler) or base in STRONG | WEAK | ASKING_SPEECH:
            return False
        return len(word) > 1 or word.isdigit()

    def _is_compound(self, words: Sequence[Word], free: Sequence[int]) -> bool:
        return any(
            without_talk_word(words[at].text) != words[at].text and stem(words[at].text) not in SOFT
            for at in free
        )

    def _lost_spot(self, words: Sequence[Word], free: Sequence[int]) -> list[int]:
        """Return the places of "Halle 99" where no such place is known."""
        for at in free:
            numbered = at + 1 in free and words[at + 1].text.isdigit()
            if words[at].text in SPOTS and numbered and len(words[at + 1].text) < 4:
                return [at, at + 1]
        return []

    def _spoken(self, words: Sequence[Word], content: Sequence[int]) -> list[int]:
        """Return the content words right after a verb of speaking or a form of address."""
        spoken: list[int] = []
        for at in content:
            before = self._leader(words, at)
            led = stem(before) in ASKING_SPEECH or before in ADDRESSES
            if led or (spoken and spoken[-1] == at - 1):
                spoken.append(at)
        return spoken or self._before_verb(words, content)

    def _leader(self, words: Sequence[Word], at: int) -> str:
        """Return the word before that place, articles and the like left out."""
        for place in range(at - 1, max(at - 4, -1), -1):
            word = words[place].text
            if word in ADDRESSES or word not in (
                "der",
                "die",
                "das",
                "den",
                "dem",
                "the",
                "eigentlich",
            ):
                return word
        return ""

    def _before_verb(self, words: Sequence[Word], content: Sequence[int]) -> list[int]:
        """Return the content words right before "speak" or "speaking": "when does X speak"."""
        for at, word in enumerate(words):
            if word.text in (
                "speak",
                "speaking",
                "talking",
                "presenting",
                "dran",
                "auftritt",
                "spricht",
                "redet",
            ):
                before = [place for place in content if at - 3 <= place < at]
                if before and before[-1] == at - 1:
                    return before
        return []


def _is_taken(found: Found) -> bool:
    """Tell whether the words are used up by being a name; linked things stay words as well."""
    kinds = {kind for kind, _ in found.meanings}
    return bool(kinds & {"speaker", "stage", "event", "title"})


def _is_language(words: Sequence[Word], at: int) -> bool:
    """Tell "auf Englisch" from a talk about English."""
    before = words[at - 1].text if at else ""
    return words[at].text in LANGUAGES and before in ("auf", "in", "englischer", "deutscher")


def _is_whats_on(words: Sequence[Word]) -> bool:
    """Tell "what's on" and "what is on now" from any other "on"."""
    said = [word.text for word in words]
    return any(
        word == "on" and before in ("whats", "is", "are", "was", "s")
        for before, word in pairwise(said)
    )


def _asks_whose_turn(words: Sequence[Word]) -> bool:
    said = {word.text for word in words}
    return "dran" in said and bool(said & {"wann", "wer"})
