"""Core: how surely talks are meant where none is named – only a time, a stage, an event, or nobody known."""

from bot.core.talk_asking import (
    LEAVING,
    LOOKING,
    PROGRAMME,
    WHEN_WHERE,
    WHO,
    is_timed,
    names_a_year,
)
from bot.core.talk_heard import Heard
from bot.core.talk_verbs import asks_what_was

SHORT = 5
"""Words up to which a bare keyword or time is taken as a question of its own."""

SHORT_AT_THE_EVENT = 8
"""Likewise for a time, while the event is on."""

BARE = 0.5
"""How sure such a one is; what the entries know goes before."""


def missing_sureness(heard: Heard) -> float:
    """Return how sure it is that somebody or something is asked for that no talk has."""
    if heard.strong:
        asked = heard.spoken and heard.asks(*WHEN_WHERE)
        return 0.93 if asked or heard.noun else 0.55
    if heard.stages and is_timed(heard):
        return 0.8
    if heard.going_on and (heard.stages or heard.events):
        return 0.45
    return 0.0


def filter_sureness(heard: Heard) -> float:
    """Return how sure it is that all talks of a time, a stage or an event are asked for."""
    if heard.moment and heard.moment.kind in ("after", "before") and not heard.stages:
        return 0.0
    if heard.lost_spot:
        return 0.92 if heard.strong or heard.going_on or is_timed(heard) else 0.0
    if heard.strong:
        named = heard.stages or heard.events or heard.lists or heard.weak or is_timed(heard)
        listed = heard.noun and heard.lists and heard.stages
        return 0.97 if listed else 0.92 if named else 0.75
    return _by_stage_or_event(heard)


def _by_stage_or_event(heard: Heard) -> float:
    if heard.stand and heard.running:
        return 0.93
    if heard.stages:
        who = heard.asks(*WHO, "welche", "which") and not heard.asks("halle", "hall", "ort")
        then = names_a_year(heard) and asks_what_was(heard.words)
        both = len(heard.events) == 1 and not heard.asks("wo", "where", "halle", "hall")
        return 0.92 if is_timed(heard) or heard.going_on or who or then or both else 0.0
    if heard.asks(*PROGRAMME):
        return 0.9 if is_timed(heard) or heard.events or heard.asks("messe", "fair") else 0.7
    if heard.weak and is_timed(heard):
        return 0.8
    return _by_time(heard)


def _asks_for_the_clock(heard: Heard) -> bool:
    """Tell "do you know the time now?" from what is on now."""
    now = heard.moment is not None and heard.moment.kind == "now" and not heard.going_on
    return now and heard.asks("time", "uhr", "uhrzeit", "spat")


def _by_time(heard: Heard) -> float:
    """Weigh a question that only names a time: "was läuft gerade", "morgen um drei"."""
    current = heard.moment is not None and heard.moment.kind in ("now", "next")
    if not heard.on_event:
        on = heard.asks("lauft", "lief", "running", "happening", "on")  # "was geht" only greets
        return (0.8 if on else 0.6) if current and heard.going_on else 0.0
    dated = heard.moment is not None and heard.moment.dated and asks_what_was(heard.words)
    if (heard.going_on or dated) and is_timed(heard):
        return 0.91
    if current and 1 < len(heard.words) <= SHORT and not _asks_for_the_clock(heard):
        return 0.91
    if not is_timed(heard) or heard.asks(*LEAVING) or _asks_for_the_clock(heard):
        return 0.0
    asks = "?" in heard.text or heard.asks(*WHEN_WHERE, *WHO, *LOOKING, "was", "what")
    if heard.running and len(heard.words) <= (SHORT_AT_THE_EVENT if asks else SHORT):
        return 0.91
    return BARE if len(heard.words) <= SHORT else 0.0
