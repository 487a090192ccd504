"""Core: is this a question about the programme at all, and how surely (with its filters)."""

from collections.abc import Sequence
from itertools import pairwise

from bot.core.talk_asking import (
    LOOKING,
    PROGRAMME,
    WHO,
    asks_for_a_turn,
    asks_where_or_when,
    is_timed,
)
from bot.core.talk_entries import EntryNames
from bot.core.talk_finding import SURE, Finding
from bot.core.talk_gate_fair import sureness_at_the_fair
from bot.core.talk_gate_filters import BARE, SHORT, filter_sureness, missing_sureness
from bot.core.talk_heard import Heard
from bot.core.talk_people import OFFICES
from bot.core.talk_verbs import asks_what_was
from bot.core.talk_words import FRAME

MOSTLY_TITLE = 0.6
"""Share of a title that says by itself that the talk is meant, where a time or place is asked."""

A_PART_OF_A_TITLE = 0.34
"""Share of a title below which a single word of it names nothing."""

SURE_OF_A_PROGRAMME = 0.75
"""How well talks must answer to the words where a programme is asked for."""

A_NAME = 2
"""Words up to which a town alone asks for its talks: "und Detmold?"."""

NEARLY_SURE = 0.84
"""How well talks must answer to words that no entry knows."""


def sureness(heard: Heard, finding: Finding, entries: EntryNames) -> float:
    """Return how sure it is that the talks found are asked for; 0 leaves the question to others.

    What bears the name of one of the entries is theirs unless talks are meant.
    """
    if _wants_a_person(heard) or _speaks_oneself(heard) or _asks_for_company(heard):
        return 0.0
    rules = {
        "title": _title,
        "speaker": _speaker,
        "speakers": _speaker,
        "words": _words,
    }
    if finding.way == "missing":
        return missing_sureness(heard)
    if finding.way == "filter":
        return filter_sureness(heard)
    sure = rules[finding.way](heard, finding, entries)
    return max(sure, sureness_at_the_fair(heard, finding, entries))


def _wants_a_person(heard: Heard) -> bool:
    """Tell "kann ich mit jemandem sprechen" from a question about who speaks."""
    verb = heard.asks("helfen", "help", "sprechen", "reden", "talk", "speak", "telefonieren")
    asker = heard.asks(
        "ich", "i", "jemand", "jemandem", "jemanden", "someone", "somebody", "human", "we"
    )
    led = heard.asks("mit", "to", "with", "mir", "me", "uns", "us")
    return verb and asker and led and not heard.titles


def _speaks_oneself(heard: Heard) -> bool:
    """Tell "wie halte ich eine Rede" from who speaks."""
    pairs = {frozenset(pair) for pair in pairwise(word.text for word in heard.words)}
    return not pairs.isdisjoint(_ONESELF)


_ONESELF = frozenset(
    frozenset((asker, verb))
    for asker, verbs in (("ich", "halte rede spreche"), ("i", "give hold speak"))
    for verb in verbs.split()
)


def _asks_for_company(heard: Heard) -> bool:
    """Tell whether who shares a stand is asked for, of which an entry tells."""
    return heard.company and not (heard.stand or heard.strong or is_timed(heard))


def _title(heard: Heard, _finding: Finding, entries: EntryNames) -> float:
    if heard.strong:
        return 0.98
    if entries.hold(heard, _titled(heard)):
        return 0.0
    return 0.95 if asks_where_or_when(heard) or heard.asks(*WHO) or heard.ahead else 0.8


def _speaker(heard: Heard, finding: Finding, entries: EntryNames) -> float:
    if heard.strong:
        return 0.98 * finding.sureness
    known = any(entries.bears(person) for person in finding.people)
    comes = heard.going_on and heard.asks("wann", "when", "whens")
    if known and not (finding.whole or comes):
        return 0.0
    if asks_for_a_turn(heard) or (heard.events and not known):
        return 0.93 * finding.sureness
    if heard.asks("wo", "where", "wheres"):
        return (0.6 if known else 0.85) * finding.sureness
    return 0.0 if known else 0.7 * finding.sureness


def _words(heard: Heard, finding: Finding, entries: EntryNames) -> float:
    if heard.strong:
        here = heard.lists and heard.stages
        if heard.noun and finding.whole and (finding.single or here):
            return 0.97 if here else 0.95
        one = finding.single and finding.whole and asks_where_or_when(heard)
        return max(0.92 if one else 0.0, 0.5 + 0.47 * finding.sureness)
    if heard.asks(*PROGRAMME) and finding.sureness > SURE_OF_A_PROGRAMME:
        return 0.8
    if entries.hold(heard, heard.content):
        return _words_of_an_entry(heard, finding)
    if heard.kind and finding.single and finding.whole and len(heard.content) > 1:
        return 0.92
    return _words_going_on(heard, finding) or _words_alone(heard, finding, entries)


def _words_of_an_entry(heard: Heard, finding: Finding) -> float:
    if heard.stages and (heard.going_on or is_timed(heard)) and asks_where_or_when(heard):
        return 0.92
    on = heard.going_on and (heard.on_event or heard.stages or heard.events)
    return 0.25 + 0.45 * finding.sureness if on else 0.0


def _words_going_on(heard: Heard, finding: Finding) -> float:
    here = heard.stages or (is_timed(heard) and heard.on_event and finding.here)
    if heard.going_on and here and finding.whole:
        return 0.92
    then = heard.on_event and (finding.here or finding.then or not is_timed(heard))
    if heard.going_on and (then or heard.stages or heard.events or heard.weak):
        return 0.45 + 0.45 * finding.sureness
    if heard.going_on and heard.moment and heard.moment.kind in ("after", "before"):
        return 0.9 * finding.sureness
    return 0.0


def _words_alone(heard: Heard, finding: Finding, entries: EntryNames) -> float:
    """Weigh a question in which no word says that talks are meant."""
    near = heard.running and finding.here and finding.home and finding.whole
    if near and len(heard.words) <= A_NAME:
        return BARE
    if OFFICES.issuperset(heard.content):
        return 0.0
    then = is_timed(heard) and heard.on_event and (finding.here or finding.then)
    at_event = heard.stages or heard.events or then
    asks = asks_where_or_when(heard) or heard.asks(*WHO) or asks_what_was(heard.words)
    sure = finding.sureness > SURE or (finding.whole and is_timed(heard))
    if at_event and asks and sure:
        if _is_passing_word(heard, finding, entries):
            return 0.0
        there = len(heard.events) == 1 or (bool(heard.stages) and heard.ahead)
        when = finding.whole and there and heard.asks("wann", "when", "uhrzeit")
        return 0.92 if heard.kind or when else 0.4 + 0.45 * finding.sureness
    if heard.stages and heard.ahead and finding.sureness > SURE:
        return 0.91
    single = _one_talk(heard, finding, entries) if finding.single else 0.0
    return single or _only_talks_know(heard, finding, entries)


def _only_talks_know(heard: Heard, finding: Finding, entries: EntryNames) -> float:
    """Weigh "ich suche etwas zu Mobilfunk" where no entry uses any of the words."""
    looks = heard.going_on or heard.asks(*LOOKING, "there", "any")
    elsewhere = is_timed(heard) and not finding.here
    if not (looks and finding.sureness > NEARLY_SURE) or elsewhere:
        return 0.0
    return 0.0 if any(entries.know(word) for word in heard.content) else 0.75


def _is_passing_word(heard: Heard, finding: Finding, entries: EntryNames) -> bool:
    """Tell whether one everyday word only happens to stand in a title: "where can I park"."""
    passing = finding.single and finding.titled < A_PART_OF_A_TITLE and not heard.stages
    passing = passing and len(heard.events) > 1 and not heard.kind
    return passing and len(heard.content) == 1 and entries.know(heard.content[0])


def _one_talk(heard: Heard, finding: Finding, entries: EntryNames) -> float:
    """Weigh a question that only the words of one talk speak for."""
    titled = finding.titled >= MOSTLY_TITLE and len(heard.content) > 2
    if finding.sureness < SURE and not titled and not finding.whole:
        return 0.0
    if len(heard.content) > 1 and (asks_where_or_when(heard) or heard.asks(*WHO)):
        own = any(not entries.know(word) for word in heard.content)
        return (0.93 if own else 0.75) * max(
            finding.sureness, SURE if titled or finding.whole else 0.0
        )
    if is_timed(heard):
        return 0.0
    own = any(not entries.know(word) for word in heard.content)
    if finding.whole and len(heard.content) > 2:
        return 0.93 if finding.quoted else 0.8 if own else BARE
    if own and len(heard.content) > 1 and (finding.quoted or finding.whole):
        return 0.8
    sure = finding.sureness > SURE or (finding.whole and len(heard.content) > 1)
    return BARE if sure and len(heard.words) <= SHORT else 0.0


def _titled(heard: Heard) -> Sequence[str]:
    """Return the words of the question that tell something; a whole title is among them."""
    return heard.content or [word.text for word in heard.words if word.text not in FRAME]
