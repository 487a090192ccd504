"""Core: hear in a question what it says about talks – names, stages, events, times, and the rest."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.moments import Moment, moment_now, moment_so_far
from bot.core.nouns import Event
from bot.core.talk_events import TalkEvents, local_day
from bot.core.talk_heard import Heard
from bot.core.talk_index import TalkIndex
from bot.core.talk_lexicon import STILL, Lexicon
from bot.core.talk_phrases import Found
from bot.core.talk_spelling import is_typing_slip
from bot.core.talk_spoken import spoken_places
from bot.core.talk_stands import Stands
from bot.core.talk_verbs import (
    VERBS,
    asks_what_all_do,
    asks_whats_on,
    asks_whose_turn,
    is_whats_on,
    means_talks,
    speaks_of_the_past,
    verb_places,
)
from bot.core.talk_words import (
    ASKING_SPEECH,
    GOING_ON,
    LANGUAGES,
    LISTING,
    NOT_STRONG,
    NOUN_OF,
    SPOTS,
    STRONG,
    TALK_NOUNS,
    WEAK,
    Word,
    is_frame,
    root_of,
    stem,
    stem_set,
    talk_word_of,
    without_talk_word,
    words_in,
)

SOFT = stem_set(
    "keynote keynotes panel panels masterclass deepdive workshop workshops rundgang eroffnung "
    "opening podium podiumsdiskussion podiumsdiskussionen talkrunde talkrunden preisverleihung "
    "gesprachsrunde award diskussionsrunde impuls "
)
"""Kinds of talks: they say that the programme is meant, and also which part of it."""


_MISSED = ("verpasst", "verpasse", "missed")
_SPEECHES = {"vortrag", "vortrage", "talks", "lecture", "lectures"}
_STAGES = ("stage", "buhne")
_SOFT_ROOTS = {root for word in (*SOFT, "eroffnung") if (root := root_of(word))}


class TalkEar:
    """Listen to questions with the index of the talks and the days of the events at hand."""

    def __init__(
        self, index: TalkIndex, events: TalkEvents, lexicon: Lexicon, stands: Stands
    ) -> None:
        self._index = index
        self._stands = stands
        self._events = events
        self._lexicon = lexicon
        self._filler = lexicon.framing

    def hear(self, text: str, now: datetime) -> Heard:
        """Return what the question says."""
        words = [self._mended(word) for word in words_in(text)]
        found = self._index.phrases.find([self._corrected(word.text) for word in words])
        found = [each for each in found if self._counts(each, words)]
        named = tuple(dict.fromkeys(key for each in found for key in each.keys("event")))
        reserved = [(words[each.start].start, words[each.end - 1].end) for each in found]
        past = speaks_of_the_past(words)
        moment, anchor, events = self._events.when(text, now, named, reserved, past=past)
        heard = self._sorted_out(text, words, found, moment)
        today = local_day(anchor, now) if anchor else None
        ahead = anchor is not None and today is not None and today <= anchor.end
        running = ahead and anchor is not None and today is not None and today >= anchor.start
        if ahead and anchor is not None and not events:
            heard = self._at_stands(heard, anchor)
        bare = not (heard.content or heard.stages)
        on = bare and asks_whats_on(words)
        begun = heard.presence and bool(heard.stages) and not heard.content
        if running and moment is None and (on or begun):
            moment = moment_now(now)
        if running and moment is None and bare and heard.asks(*_MISSED):
            moment = moment_so_far(now)
        current = self._events.is_on(now)
        former = not (named or running) and current is not None and bool(events)
        return replace(
            heard, former=former, moment=moment, anchor=anchor, events=events, running=running, ahead=ahead,
            on_event=heard.on_event or moment is not heard.moment,
        )  # fmt: skip

    def _at_stands(self, heard: Heard, anchor: Event) -> Heard:
        """Take a stand for the one at the event that is on or coming, where it has one."""
        if heard.stages:
            here = any(self._index.items[at].event is anchor for at in self._places(heard.stages))
            stages = () if here else self._stands.instead_of(heard.stages, anchor.id)
            return self._with_stand(heard, stages or heard.stages, anchor)
        said = [word.text for word in heard.words]
        content = [at for at, word in enumerate(said) if word in heard.content]
        stages, used = self._stands.named(said, content, anchor.id)
        if heard.moment and heard.moment.kind == "now":
            stages = self._stands.alone(stages)
        rest = tuple(word for word in heard.content if word not in {said[at] for at in used})
        return self._with_stand(replace(heard, content=rest), stages, anchor) if stages else heard

    def _with_stand(self, heard: Heard, stages: tuple[str, ...], anchor: Event) -> Heard:
        untold = any(self._stands.is_untold(stage, anchor.id) for stage in stages)
        return replace(heard, stages=stages, stand=untold)

    def _places(self, stages: Sequence[str]) -> list[int]:
        return [at for stage in stages for at in self._index.by_stage.get(stage, ())]

    def _mended(self, word: Word) -> Word:
        """Return "Bühne" for "Büne": a word for places with a slip that nothing is called by."""
        if is_frame(word.text, self._filler) or word.text in self._index.spelling:
            return word
        near = {place for place, _ in self._lexicon.places.nearest(word.text)}
        near = {place for place in near if is_typing_slip(word.text, place)}
        others = {other for other, _ in self._index.spelling.nearest(word.text)} - near
        return replace(word, text=near.pop()) if len(near) == 1 and not others else word

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
        mains = {int(key) for each in found for key in each.keys("main")}
        taken = {at for each in found if _is_taken(each) for at in range(each.start, each.end)}
        used = moment.used if moment else ()
        free = [
            at
            for at, word in enumerate(words)
            if at not in taken and not any(word.start < b and word.end > a for a, b in used)
        ]
        stems = {stem(words[at].text) for at in free if words[at].text not in NOT_STRONG}
        said = {words[at].text for at in free}
        lost = self._lost_spot(words, free)
        lists_in_name = any(self._lists(words[at]) for at in taken)
        tongue = [at for at in free if _is_language(words, at)]
        apart = {*lost, *tongue}
        content = [at for at in free if self._tells(words[at].text) and at not in apart]
        content = self._without_verbs(content, words, found)
        presence = self._lexicon.asks_for_presence([word.text for word in words])
        if presence:
            content = [at for at in content if words[at].text not in STILL]
        kinds = [talk_word_of(words[at].text) for at in content]
        parts = [kind for kind in kinds if kind and stem(kind) in SOFT]
        spoken = spoken_places(words, content, self._index)
        return Heard(
            text=text,
            words=tuple(words),
            moment=moment,
            stages=tuple(dict.fromkeys(key for each in found for key in each.keys("stage"))),
            people=tuple(dict.fromkeys(key for each in found for key in each.keys("speaker"))),
            titles=tuple(sorted(titles)),
            aliases=tuple(sorted(aliases)),
            mains=tuple(sorted(mains)),
            content=(
                *(without_talk_word(NOUN_OF.get(words[at].text, words[at].text)) for at in content),
                *parts,
            ),
            spoken=tuple(words[at].text for at in spoken),
            lost_spot=" ".join(text[words[at].start : words[at].end] for at in lost) or None,
            strong=bool(stems & STRONG)
            or lists_in_name
            or self._is_compound(words, free)
            or means_talks(words)
            or (bool(content) and asks_whose_turn(words)),
            weak=bool(stems & WEAK),
            lists=lists_in_name
            or any(words[at].text in LISTING for at in free)
            or asks_what_all_do(words)
            or (bool(content) and any(word.text == "alles" for word in words)),
            going_on=any(word.text in GOING_ON for word in words) or is_whats_on(words),
            noun=bool(stems & TALK_NOUNS),
            speech=bool(stems & ASKING_SPEECH) or means_talks(words) or bool(said & _SPEECHES),
            kind=bool(stems & SOFT) or any(root_of(one) in _SOFT_ROOTS for one in stems),
            spoken_in=next((LANGUAGES[words[at].text] for at in tongue), None),
            on_event=self._events.is_on_event(moment),
            presence=presence,
            someone=any(word.text in self._lexicon.someone for word in words),
            company=self._lexicon.asks_for_company([word.text for word in words]),
        )

    def _lists(self, word: Word) -> bool:
        """Tell "Vorträge zu X" though there is a talk called "Vortrag zu X"."""
        return word.text in LISTING and self._corrected(word.text) != word.text

    def _without_verbs(
        self, content: list[int], words: Sequence[Word], found: Sequence[Found]
    ) -> list[int]:
        """Leave out verbs no talk knows, if something is left: "öffnet" may be all that is asked."""
        verbs = {at for at in verb_places(words) if not self._index.knows(words[at].text)}
        others = [at for at in content if at not in verbs]
        who = bool(words) and words[0].text in ("wer", "who")
        who = who and any(each.keys("stage") for each in found)
        return others if others or who else content

    def _tells(self, word: str) -> bool:
        base = stem(word)
        if base in SOFT and self._index.hits(word):
            return True
        if is_frame(word, self._filler) or word in GOING_ON | VERBS:
            return False
        if base in STRONG | WEAK | ASKING_SPEECH:
            return False
        return len(word) > 1 or word.isdigit()

    def _is_compound(self, words: Sequence[Word], free: Sequence[int]) -> bool:
        return any(
            without_talk_word(words[at].text) != words[at].text and stem(words[at].text) not in SOFT
            for at in free
        )

    def _lost_spot(self, words: Sequence[Word], free: Sequence[int]) -> list[int]:
        """Return the places of "Halle 99" or "Green Stage" where no such place is known."""
        for at in free:
            numbered = at + 1 in free and words[at + 1].text.isdigit()
            if words[at].text in SPOTS and numbered and len(words[at + 1].text) < 4:
                return [at, at + 1]
            named = at - 1 in free and self._tells(words[at - 1].text)
            if words[at].text in _STAGES and named and not self._index.hits(words[at - 1].text):
                return [at - 1, at]
        return []


def _is_taken(found: Found) -> bool:
    """Tell whether the words are used up by being a name; linked things stay words as well."""
    kinds = {kind for kind, _ in found.meanings}
    return bool(kinds & {"speaker", "stage", "event", "title"})


def _is_language(words: Sequence[Word], at: int) -> bool:
    """Tell "auf Englisch" from a talk about English."""
    before = words[at - 1].text if at else ""
    return words[at].text in LANGUAGES and before in ("auf", "in", "englischer", "deutscher")
