"""Core: follow-ups that choose among the talks shown – "welche davon", "the one about …"."""

from collections.abc import Sequence
from itertools import pairwise

from bot.core import reading
from bot.core.following import ORDINALS
from bot.core.nouns import Reply
from bot.core.phrasebook import Phrasebook
from bot.core.talk_asking import WHO
from bot.core.talk_heard import Heard
from bot.core.talk_index import Item, TalkIndex
from bot.core.talk_scores import coverage
from bot.core.talk_search import by_time, fits
from bot.core.talk_sides import OPENERS, SHORT, TalkSides, is_about_a_side
from bot.core.talk_turns import TalkTurns, Turn
from bot.core.talk_words import FRAME, folded_words, stem, word_set

ENOUGH = 0.5
"""Share of the words that a talk among those shown must answer to."""

NEARLY_AS_GOOD = 0.75

LONGEST = 9
"""Words of a question that chooses among the talks shown at most."""

SHORT_OTHER = 5
"""Words of "und die erste?" at most."""

_PLACES = (*ORDINALS, "words.last")
_AMONG = word_set("davon darunter")
_THOSE = word_set("those these them denen diesen ihnen")
_ONE = word_set("one ones der die das den dem derjenige diejenige dasjenige")
_LED_BY = word_set(
    "about on with by from in at mit über zu zum zur von vom aus bei am im auf rund für"
)
_OTHER = word_set("other others andere anderen anderer anderes")
_ALSO = word_set("auch noch too also again else")
_ELSEWHERE = word_set("woanders anderswo sonst elsewhere else nochmal")
_FROM = ("aus", "from", "von", "vom")
_ABOUT = ("zu", "zum", "zur", "uber", "about", "on", "mit", "with")
_BY = ("von", "by", "mit", "with")
_THEM = word_set("denen ihnen ihm ihr them him her")
_PERSONS = word_set("er sie he she they ihn ihm him her")
_ORIGIN = word_set(
    "land ländern länder stadt städten städte firma firmen behörde unternehmen organisation"
    " country countries city cities town company companies organisation organization"
)


class TalkNarrowing:
    """Choose among the talks shown last, or go on to others of the people in hand."""

    def __init__(
        self, book: Phrasebook, turns: TalkTurns, sides: TalkSides, index: TalkIndex
    ) -> None:
        self._book = book
        self._turns = turns
        self._sides = sides
        self._index = index

    def reply(self, heard: Heard, last: Sequence[Item], turn: Turn) -> Reply | None:
        """Return what is meant among `last`, the talks shown, or None where nothing points there."""
        if not last or heard.titles or heard.lost_spot:
            return None
        return (
            self._the_other(heard, last, turn)
            or self._in_its_place(heard, last, turn)
            or (self._of_the_same(heard, last[0], turn) if len(last) == 1 else None)
            or self._among(heard, last, turn)
            or self._where_from(heard, last, turn)
            or self._also_with(heard, last, turn)
            or self._and_about(heard, last, turn)
        )

    def _the_other(self, heard: Heard, last: Sequence[Item], turn: Turn) -> Reply | None:
        """Return what was shown beside the talk in hand: "und die andere?"."""
        list_ = self._shown(turn.search.among)
        rest = [each for each in list_ if each not in last]
        long = LONGEST if heard.asks(*_OTHER) and not heard.content else SHORT_OTHER
        if not rest or len(heard.words) > long or heard.stages or heard.strong:
            return None
        if len(last) > 1:
            return self._shown_again(rest, turn) if heard.asks(*_OTHER) else None
        place = self._ordinal(heard)
        if heard.asks(*_OTHER) or place is None:
            return self._shown_again(rest, turn) if heard.asks(*_OTHER) else None
        return self._shown_again(list_[place : place + 1 or None], turn)

    def _in_its_place(self, heard: Heard, last: Sequence[Item], turn: Turn) -> Reply | None:
        """Return the talk of a list that "der erste, worum geht es da?" means, or that side of it."""
        other = heard.stages or heard.people or heard.moment or heard.strong or heard.events
        if len(last) < 2 or other or len(heard.words) > SHORT:
            return None
        place = self._ordinal(heard)
        own = set(heard.content) - self._ordinals()
        telling = (each for each in own if not is_about_a_side(each))
        if place is None or place >= len(last) or any(map(self._index.knows, telling)):
            return None
        side = self._sides.reply(heard, last[place], turn.now, turn.language)
        return side or self._turns.card(last[place], turn)

    def _ordinal(self, heard: Heard) -> int | None:
        """Return the place in a list that "und der erste?" names, -1 for the last."""
        said = {reading.fold(word.text) for word in heard.words}
        for place, key in enumerate(_PLACES):
            if said & self._ordinals(key):
                return place if key in ORDINALS else -1
        return None

    def _ordinals(self, *keys: str) -> set[str]:
        """Return the words for places in a list, of all of them where no key is given."""
        texts = (text for key in keys or _PLACES for text in self._book.words(key))
        return {word for text in texts for word in folded_words(text)} - _ONE - FRAME

    def _among(self, heard: Heard, last: Sequence[Item], turn: Turn) -> Reply | None:
        """Return those of the talks shown, or of one talk's speakers, that answer to the words."""
        filters = heard.content or heard.stages or heard.people or heard.moment
        if not filters or len(heard.words) > LONGEST or not _points_into(heard):
            return None
        if len(last) == 1 and heard.asks(*WHO) and heard.content:
            return self._speakers(heard, last[0], turn)
        pool = last if len(last) > 1 else self._shown(turn.search.among)
        if not pool:
            return None
        found = self._answering(heard, self._filtered(heard, pool, turn))
        if not found and _points_surely(heard):
            return self._turns.plain("talk.none.among", pool, turn)
        return self._shown_again(found, turn)

    def _speakers(self, heard: Heard, item: Item, turn: Turn) -> Reply | None:
        """Return the speakers of the talk who are from there, by their roles."""
        asked = {stem(word) for word in heard.content}
        asked |= {stem(home) for word in heard.content if (home := self._index.origin_of(word))}
        fitting = [
            speaker
            for speaker in item.talk.speakers
            if asked & {stem(word) for word in folded_words(speaker)}
        ]
        if not fitting:
            none = self._turns.plain("talk.none.among", [item], turn)
            return none if _points_surely(heard) else None
        text = self._book.say("talk.with", turn.language, names=", ".join(fitting))
        return self._sides.with_text(item, text, turn.language)

    def _where_from(self, heard: Heard, last: Sequence[Item], turn: Turn) -> Reply | None:
        """Show the talks again, whose speakers' towns and offices stand beside their names."""
        asked = heard.asks("aus", "from", "woher") and heard.asks(*_ORIGIN)
        which = heard.asks("which", "what", "welcher", "welchen", "welchem", "woher")
        other = heard.people or set(heard.content) - _ORIGIN
        return self._shown_again(last, turn) if asked and which and not other else None

    def _of_the_same(self, heard: Heard, item: Item, turn: Turn) -> Reply | None:
        """Go on to other talks of the people: another one, one of that subject, their stand."""
        said = [word.text for word in heard.words]
        by_them = any(one in _BY and other in _THEM for one, other in pairwise(said))
        again = by_them and heard.asks(*_ALSO) and not heard.content
        if people := item.people if again else self._named_again(heard, item):
            return self._sides.others(item, people, turn.now, turn.language)
        others = [
            other
            for other in self._index.items
            if other.event is item.event and other is not item and {*other.people} & {*item.people}
        ]
        at_stand = {("am", "stand"), ("at", "stand"), ("the", "stand"), ("the", "booth")}
        if not at_stand & {*pairwise(said)} or heard.stages or heard.content:
            return None
        return self._shown_again([each for each in others if each.talk.kind == "stand"], turn)

    def _also_with(self, heard: Heard, last: Sequence[Item], turn: Turn) -> Reply | None:
        """Answer "ist er auch bei der Eröffnung?" by the talks of the one whose talks are shown."""
        people = set(last[0].people).intersection(*(each.people for each in last))
        more = heard.content or heard.stages or heard.moment
        if not (people and more and heard.asks(*_PERSONS) and heard.asks(*_ALSO)):
            return None
        events = heard.events or (last[0].event.id,)
        of_them = [each for each in self._index.items if people & {*each.people}]
        theirs = [each for each in of_them if each.event.id in events]
        found = self._answering(heard, self._filtered(heard, theirs, turn))
        if not found and not heard.content:
            return self._turns.plain("talk.none.among", of_them, turn)
        return self._shown_again(found, turn)

    def _and_about(self, heard: Heard, last: Sequence[Item], turn: Turn) -> Reply | None:
        """Return what the event in hand has on another subject: "und aus Irland?", "und zu KI?"."""
        said = [word.text for word in heard.words]
        from_there = heard.asks(*_FROM)
        short = 2 < len(said) <= SHORT_OTHER and said[0] in ("und", "and", "oder", "or")
        office = any(word in self._index.offices for word in heard.content)
        from_there = from_there or office
        known = from_there or all(word in self._index.spelling for word in heard.content)
        if not (short and known and heard.content and (from_there or heard.asks(*_ABOUT))):
            return None
        event = [each for each in self._index.items if each.event is last[0].event]
        return self._shown_again(self._answering(heard, self._filtered(heard, event, turn)), turn)

    def _named_again(self, heard: Heard, item: Item) -> tuple[str, ...]:
        """Return those of the talk's people who are named together with "noch woanders"."""
        if not heard.asks(*_ELSEWHERE):
            return ()
        words = {*heard.content, *(word for one in heard.people for word in one.split())}
        words -= _ELSEWHERE
        named = [person for person in item.people if words & {*person.split()}]
        return tuple(named) if all(words <= {*person.split()} for person in named) else ()

    def _filtered(self, heard: Heard, pool: Sequence[Item], turn: Turn) -> list[Item]:
        places = {at for stage in heard.stages for at in self._index.by_stage[stage]}
        kept = [each for each in pool if not places or self._place(each) in places]
        if heard.people:
            kept = [each for each in kept if {*each.people} & {*heard.people}]
        moment = heard.moment
        return [each for each in kept if not moment or fits(each, moment, turn.now, perhaps=True)]

    def _answering(self, heard: Heard, pool: Sequence[Item]) -> list[Item]:
        if not heard.content:
            return list(pool)
        scores = coverage(self._index, heard.content)
        best = max((scores.get(self._place(each), 0.0) for each in pool), default=0.0)
        enough = max(ENOUGH, best * NEARLY_AS_GOOD)
        return [each for each in pool if scores.get(self._place(each), 0.0) >= enough]

    def _shown_again(self, items: Sequence[Item], turn: Turn) -> Reply | None:
        if len(items) < 2:
            return self._turns.card(items[0], turn) if items else None
        heading = self._book.say("talk.heading.found", turn.language, count=len(items))
        return self._turns.listed(by_time(items), heading, turn)

    def _shown(self, ids: Sequence[str]) -> list[Item]:
        places = self._index.place_of
        return [self._index.items[places[id_]] for id_ in ids if id_ in places]

    def _place(self, item: Item) -> int:
        return self._index.place_of[item.talk.id]


def _points_into(heard: Heard) -> bool:
    """Tell "welche davon", "which of those", "the one about …" and "der mit …" from new subjects."""
    said = [word.text for word in heard.words]
    if said and said[0] in (*OPENERS, "nur", "only", "just"):
        said = said[1:]
    pairs = list(pairwise(said))
    one = any(word in ("one", "ones") and after in _LED_BY for word, after in pairs)
    led = bool(pairs) and pairs[0][0] in _ONE and pairs[0][1] in _LED_BY
    return one or led or _points_surely(heard)


def _points_surely(heard: Heard) -> bool:
    pairs = pairwise(word.text for word in heard.words)
    those = any(before in ("of", "von", "unter") and word in _THOSE for before, word in pairs)
    return those or heard.asks(*_AMONG)
