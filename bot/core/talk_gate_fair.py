"""Core: how surely talks are meant while their event is on or near, though no word says so."""

from bot.core.talk_asking import LOOKING, TOO_LATE, WHO, asks_where_or_when, is_timed
from bot.core.talk_entries import EntryNames
from bot.core.talk_finding import SURE, Finding
from bot.core.talk_heard import Heard
from bot.core.talk_hearing import SOFT
from bot.core.talk_people import OFFICES
from bot.core.talk_verbs import asks_what_all_do, asks_what_was
from bot.core.talk_words import stem, word_set

AT_THE_FAIR = 0.93
"""How sure it is that a talk of the event that is on is meant rather than an entry."""

BY_NAME = 0.95
"""Likewise where just the name of the talk was said."""

_ABOUT = ("zu", "zum", "zur", "uber", "mit", "about", "on", "with", "regarding")
_ALL = ("alles", "alle", "all", "everything", "zeig", "zeige", "show", "list")
_BETWEEN = word_set("thema themen bereich topic topics subject dem der den die das the of")
_SOMETHING = word_set("was what irgendwas irgendetwas etwas something anything stuff")
_SEEKING = ("suche", "such", "interessiert", "interessiere", "looking", "interested", "recommend")
_TELLING = ("erzahl", "erzahle", "erklar", "erklare", "sag", "tell", "explain", "know", "weisst")
_OFFERED = ("gab", "there", "any", "geboten", "angeboten")

_FROM = ("vom", "aus", "from", "von", "by")

PERHAPS = 0.75
"""Likewise where something on a subject is looked for; an entry that surely tells of it goes first."""

HARDLY = 0.6
"""Likewise where just "something on" a subject was said."""

A_TITLE = 3
"""Words that one talk must answer to where neither a time nor a place was asked for."""


def sureness_at_the_fair(heard: Heard, finding: Finding, entries: EntryNames) -> float:
    """Return how sure it is that talks of the event that is on or coming are asked for."""
    if finding.way != "words":
        return 0.0
    own = not entries.hold(heard, heard.content)
    if finding.here and finding.alias and len(heard.content) > 1 and own:
        return BY_NAME
    meant = (
        _wants_a_subject(heard, finding)
        or (finding.here and _is_from_there(heard, finding))
        or (finding.here and heard.running and _is_of_a_kind(heard, finding))
        or (finding.here and heard.running and own and _is_called(heard, finding))
        or (finding.here and heard.running and _is_on_that_day(heard, finding, entries))
    )
    if meant:
        return AT_THE_FAIR
    if not (finding.here and heard.running and finding.whole and asks_for_a_subject(heard)):
        return 0.0
    return PERHAPS if heard.asks(*_SEEKING) else 0.0 if heard.asks(*_TELLING) else HARDLY


def _wants_a_subject(heard: Heard, finding: Finding) -> bool:
    """Tell a question for talks on a subject, or for what somebody did there another year."""
    there = asks_for_a_subject(heard) and _at_a_fair(heard, finding)
    asks = asks_what_all_do(heard.words) or (asks_what_was(heard.words) and heard.asks(*_ABOUT))
    former = heard.former and asks and not heard.weak and set(heard.content) - OFFICES
    someone = heard.former and heard.someone and heard.asks(*_FROM)
    return finding.whole and bool(there or former or someone)


def _is_from_there(heard: Heard, finding: Finding) -> bool:
    """Tell whether those of a town, an organisation or an office are meant as speakers."""
    if not finding.whole:
        return False
    if heard.running and _means_its_people(heard, finding):
        return True
    return finding.home and (_on_a_day_of_theirs(heard, finding) or _asks_at_it(heard))


def _is_of_a_kind(heard: Heard, finding: Finding) -> bool:
    """Tell "wer war bei der Eröffnung dabei" from other openings, of which no talk tells."""
    kinds = {stem(word) for word in heard.content} & SOFT
    return finding.whole and bool(kinds) and (heard.presence or heard.asks(*WHO))


def _means_its_people(heard: Heard, finding: Finding) -> bool:
    """Tell "wann kommen die Detmolder", "jemand von aconium?" and "der Minister aus Lettland"."""
    when = asks_where_or_when(heard) or heard.presence or heard.speech or heard.someone
    if finding.home and (when or heard.asks(*WHO, *_ALL)):
        return True
    led = heard.asks(*_FROM)
    if finding.office and (when or led):
        return True
    anyone = heard.someone or heard.asks(*WHO)
    return anyone and led and bool(set(heard.content) - OFFICES)


def _is_on_that_day(heard: Heard, finding: Finding, entries: EntryNames) -> bool:
    return _on_a_day_of_theirs(heard, finding) and _asks_what_there_is(heard, finding, entries)


def _is_called(heard: Heard, finding: Finding) -> bool:
    """Tell whether one talk is told by another name and a time, or by most words of its title."""
    if not (finding.single and finding.whole):
        return False
    if is_timed(heard):
        return finding.places[0] in heard.aliases
    return len(heard.content) >= A_TITLE and finding.sureness > SURE


def asks_for_a_subject(heard: Heard) -> bool:
    """Tell "irgendwas mit KI", "was zum Thema Verkehr" and "anything on AI" from a mere mention."""
    said = [word.text for word in heard.words]
    offers = heard.going_on or heard.weak or heard.asks(*_OFFERED, *TOO_LATE)
    for at, word in enumerate(said):
        after = (each for each in said[at + 1 :] if each not in _BETWEEN)
        subject = next(after, "")
        led = word in _ABOUT and subject in heard.content
        some = bool(_SOMETHING & {*said[max(at - 2, 0) : at]})
        if (led and (offers or some)) or (some and word in _FROM and subject in heard.content):
            return True
    return False


def _at_a_fair(heard: Heard, finding: Finding) -> bool:
    """Tell whether the fair that is on was meant, by a day of it or its name, or another's name."""
    today = heard.running and _on_a_day_of_theirs(heard, finding)
    here = heard.asks("hier", "here") and heard.running
    return finding.there or (finding.here and (today or here or bool(heard.events)))


def _on_a_day_of_theirs(heard: Heard, finding: Finding) -> bool:
    return finding.then and heard.moment is not None and heard.moment.dated


def _asks_at_it(heard: Heard) -> bool:
    """Tell "was zeigt Dresden" and "wer kommt aus Köln" while the event is on, "am Stand" before."""
    asks = asks_where_or_when(heard) or heard.asks(*WHO, "lange", "long")
    asks = asks or heard.asks(*LOOKING) or (heard.lists and heard.running)
    there = (heard.weak or bool(heard.events)) and asks
    come = (heard.asks(*WHO) or heard.asks(*LOOKING)) and heard.asks(*_FROM)
    return there or (heard.running and (come or asks_what_all_do(heard.words)))


def _asks_what_there_is(heard: Heard, finding: Finding, entries: EntryNames) -> bool:
    """Tell a question for a subject on that day from an everyday word that stands in a title."""
    asks = heard.going_on or asks_what_was(heard.words) or heard.asks(*LOOKING)
    passing = len(heard.content) == 1 and entries.know(heard.content[0])
    return asks and finding.sureness > SURE and not passing
