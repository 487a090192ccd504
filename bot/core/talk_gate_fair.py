"""Core: how surely talks are meant while their event is on or near, though no word says so."""

from bot.core.talk_asking import LOOKING, WHO, asks_where_or_when, is_timed
from bot.core.talk_entries import EntryNames
from bot.core.talk_finding import SURE, Finding
from bot.core.talk_hearing import Heard
from bot.core.talk_verbs import asks_what_all_do, asks_what_was

AT_THE_FAIR = 0.93
"""How sure it is that a talk of the event that is on is meant rather than an entry."""

BY_NAME = 0.95
"""Likewise where just the name of the talk was said."""

_FROM = ("aus", "from", "von", "by")

A_TITLE = 3
"""Words that one talk must answer to where neither a time nor a place was asked for."""


def sureness_at_the_fair(heard: Heard, finding: Finding, entries: EntryNames) -> float:
    """Return how sure it is that talks of the event that is on or coming are asked for."""
    if not finding.here or finding.way != "words":
        return 0.0
    if finding.alias and len(heard.content) > 1 and not entries.hold(heard, heard.content):
        return BY_NAME
    if (
        finding.home
        and finding.whole
        and (_on_a_day_of_theirs(heard, finding) or _asks_at_it(heard))
    ):
        return AT_THE_FAIR
    if not heard.running:
        return 0.0
    if _on_a_day_of_theirs(heard, finding) and _asks_what_there_is(heard, finding, entries):
        return AT_THE_FAIR
    title = finding.single and finding.whole and len(heard.content) >= A_TITLE
    title = title and not entries.hold(heard, heard.content)
    return AT_THE_FAIR if title and finding.sureness > SURE and not is_timed(heard) else 0.0


def _on_a_day_of_theirs(heard: Heard, finding: Finding) -> bool:
    return finding.then and heard.moment is not None and heard.moment.dated


def _asks_at_it(heard: Heard) -> bool:
    """Tell "was zeigt Dresden" and "wer kommt aus Köln" while the event is on, "am Stand" before."""
    asks = asks_where_or_when(heard) or heard.asks(*WHO)
    there = (heard.weak or bool(heard.events)) and (asks or heard.asks(*LOOKING))
    come = (heard.asks(*WHO) or heard.asks(*LOOKING)) and heard.asks(*_FROM)
    return there or (heard.running and (come or asks_what_all_do(heard.words)))


def _asks_what_there_is(heard: Heard, finding: Finding, entries: EntryNames) -> bool:
    """Tell a question for a subject on that day from an everyday word that stands in a title."""
    asks = heard.going_on or asks_what_was(heard.words) or heard.asks(*LOOKING)
    passing = len(heard.content) == 1 and entries.know(heard.content[0])
    return asks and finding.sureness > SURE and not passing
