"""Core: what a question about talks asks for – words and predicates the gate decides by."""

from bot.core.talk_heard import Heard
from bot.core.talk_verbs import asks_what_all_do

WHEN_WHERE = (
    "wann",
    "wo",
    "when",
    "where",
    "uhrzeit",
    "wieviel",
    "zeit",
    "time",
    "welche",
    "which",
    "welcher",
    "welchem",
    "welchen",
    "whens",
    "uhr",
    "wheres",
)
LOOKING = ("suche", "such", "thema", "interessiert", "interessiere", "etwas", "irgendwas",
            "something", "anything", "looking", "interested", "topic")  # fmt: skip
LEAVING = ("danke", "thanks", "thank", "tschuss", "bye", "ciao", "wiedersehen")
TOO_LATE = ("verpasst", "verpasse", "vorbei", "missed", "miss", "over")
WHO = ("wer", "who", "whos")
PROGRAMME = ("programm", "programme", "program", "schedule", "agenda", "ablauf", "plan")


def is_timed(heard: Heard) -> bool:
    """Tell whether a time was said; a year alone only picks the event."""
    moment = heard.moment
    return moment is not None and bool(moment.spans or moment.kind != "in" or moment.pick)


def asks_where_or_when(heard: Heard) -> bool:
    """Tell whether a time, a place or what goes on is asked for."""
    return heard.asks(*WHEN_WHERE, *TOO_LATE) or heard.going_on or is_timed(heard)


def names_a_year(heard: Heard) -> bool:
    """Tell whether an event or a year was named."""
    return bool(heard.events) or (heard.moment is not None and heard.moment.year is not None)


def asks_for_a_turn(heard: Heard) -> bool:
    """Tell whether a time, a stage, a kind of talk or what one does at an event is asked for."""
    timed = heard.asks("wann", "when", "whens", "uhrzeit", *TOO_LATE) or heard.going_on
    timed = timed or is_timed(heard) or (heard.presence and heard.running)
    doing = bool(heard.events) and asks_what_all_do(heard.words)
    return timed or doing or bool(heard.stages) or heard.kind or heard.weak
