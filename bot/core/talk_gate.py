"""Core: is this a question about the programme at all, and how surely; every such number is here."""

from collections.abc import Sequence

from bot.core.talk_entries import EntryNames
from bot.core.talk_finding import SURE, Finding
from bot.core.talk_hearing import Heard
from bot.core.talk_words import FRAME

MOSTLY_TITLE = 0.6
"""Share of a title that says by itself that the talk is meant, where a time or place is asked."""

SHORT = 5
"""Words up to which a bare keyword or time is taken as a question of its own."""

BARE = 0.5
"""How sure such a one is; what the entries know goes before."""

_WHEN_WHERE = (
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
)
_WHO = ("wer", "who", "whos")
_PROGRAMME = ("programm", "programme", "program", "schedule", "agenda", "ablauf", "plan")


def sureness(heard: Heard, finding: Finding, entries: EntryNames) -> float:
    """Return how sure it is that the talks found are asked for; 0 leaves the question to others.

    What bears the name of one of the entries is theirs unless talks are meant.
    """
    if _wants_a_person(heard):
        return 0.0
    rules = {
        "title": _title,
        "speaker": _speaker,
        "speakers": _speaker,
        "words": _words,
        "missing": _missing,
        "filter": _filter,
    }
    return rules[finding.way](heard, finding, entries)


def _wants_a_person(heard: Heard) -> bool:
    """Tell "kann ich mit jemandem sprechen" from a question about who speaks."""
    verb = heard.asks("sprechen", "reden", "talk", "speak", "telefonieren")
    asker = heard.asks(
        "ich", "i", "jemand", "jemandem", "jemanden", "someone", "somebody", "human", "we"
    )
    return verb and asker and heard.asks("mit", "to", "with") and not heard.titles


def is_timed(heard: Heard) -> bool:
    """Tell whether a time was said; a year alone only picks the event."""
    moment = heard.moment
    return moment is not None and bool(moment.spans or moment.kind != "in" or moment.pick)


def _asks(heard: Heard) -> bool:
    return heard.asks(*_WHEN_WHERE) or heard.going_on or is_timed(heard)


def _title(heard: Heard, _finding: Finding, entries: EntryNames) -> float:
    if heard.strong:
        return 0.98
    if entries.hold(heard, _titled(heard)):
        return 0.0
    return 0.95 if _asks(heard) or heard.asks(*_WHO) else 0.8


def _speaker(heard: Heard, finding: Finding, entries: EntryNames) -> float:
    if heard.strong:
        return 0.98 * finding.sureness
    known = any(entries.bears(person) for person in finding.people)
    named = {word for person in finding.people for word in person.split()}
    if known and set(heard.content) - named - set(heard.spoken):
        return 0.0
    if heard.asks("wann", "when", "uhrzeit") or is_timed(heard) or heard.going_on:
        return 0.93 * finding.sureness
    if heard.asks("wo", "where"):
        return (0.6 if known else 0.85) * finding.sureness
    return 0.0 if known else 0.7 * finding.sureness


def _words(heard: Heard, finding: Finding, entries: EntryNames) -> float:
    if heard.strong:
        return 0.5 + 0.47 * finding.sureness
    if heard.asks(*_PROGRAMME) and finding.sureness > 0.75:
        return 0.8
    if entries.hold(heard, heard.content):
        on = heard.going_on and (heard.on_event or heard.stages or heard.events)
        return 0.25 + 0.45 * finding.sureness if on else 0.0
    if heard.going_on and (heard.on_event or heard.stages or heard.events or heard.weak):
        return 0.45 + 0.45 * finding.sureness
    if heard.going_on and heard.moment and heard.moment.kind in ("after", "before"):
        return 0.9 * finding.sureness
    return _words_alone(heard, finding, entries)


def _words_alone(heard: Heard, finding: Finding, entries: EntryNames) -> float:
    """Weigh a question in which no word says that talks are meant."""
    at_event = heard.stages or heard.events or (is_timed(heard) and heard.on_event)
    if at_event and _asks(heard) and finding.sureness > SURE:
        return 0.4 + 0.45 * finding.sureness
    return _one_talk(heard, finding, entries) if finding.single else 0.0


def _one_talk(heard: Heard, finding: Finding, entries: EntryNames) -> float:
    """Weigh a question that only the words of one talk speak for."""
    titled = finding.titled >= MOSTLY_TITLE and len(heard.content) > 2
    if finding.sureness < SURE and not titled:
        return 0.0
    if len(heard.content) > 1 and (_asks(heard) or heard.asks(*_WHO)):
        own = any(not entries.know(word) for word in heard.content)
        return (0.93 if own else 0.75) * max(finding.sureness, SURE if titled else 0.0)
    bare = len(heard.words) <= SHORT and finding.sureness > SURE and not is_timed(heard)
    return BARE if bare else 0.0


def _missing(heard: Heard, _finding: Finding, _entries: EntryNames) -> float:
    if heard.strong:
        asked = heard.spoken and heard.asks("wann", "wo", "when", "where", "uhrzeit")
        return 0.93 if asked or heard.noun else 0.55
    if heard.stages and is_timed(heard):
        return 0.8
    if heard.going_on and (heard.stages or heard.events):
        return 0.45
    return 0.0


def _filter(heard: Heard, _finding: Finding, _entries: EntryNames) -> float:
    if heard.moment and heard.moment.kind in ("after", "before") and not heard.stages:
        return 0.0
    if heard.lost_spot:
        return 0.8 if heard.strong or heard.going_on or is_timed(heard) else 0.0
    if heard.strong:
        named = heard.stages or heard.events or heard.lists or heard.weak or is_timed(heard)
        return 0.92 if named else 0.75
    return _by_stage_or_event(heard)


def _by_stage_or_event(heard: Heard) -> float:
    if heard.stages:
        who = heard.asks(*_WHO, "welche", "which") and not heard.asks("halle", "hall", "ort")
        return 0.92 if is_timed(heard) or heard.going_on or who else 0.0
    if heard.asks(*_PROGRAMME):
        return 0.9 if is_timed(heard) or heard.events or heard.asks("messe", "fair") else 0.7
    if heard.weak and is_timed(heard):
        return 0.8
    return _by_time(heard)


def _by_time(heard: Heard) -> float:
    """Weigh a question that only names a time: "was läuft gerade", "morgen um drei"."""
    current = heard.moment is not None and heard.moment.kind in ("now", "next")
    if not heard.on_event:
        return 0.6 if current and heard.going_on else 0.0
    if heard.going_on and is_timed(heard):
        return 0.91
    if current and 1 < len(heard.words) <= SHORT:
        return 0.91
    return BARE if is_timed(heard) and len(heard.words) <= SHORT else 0.0


def _titled(heard: Heard) -> Sequence[str]:
    """Return the words of the question that tell something; a whole title is among them."""
    return heard.content or [word.text for word in heard.words if word.text not in FRAME]
