"""Core: is this a question about the programme at all, and how surely; every such number is here."""

from collections.abc import Sequence, Set

from bot.core.talk_finding import SURE, Finding
from bot.core.talk_hearing import Heard
from bot.core.talk_words import FRAME

MOSTLY_TITLE = 0.6
"""Share of a title that says by itself that the talk is meant, where a time or place is asked."""

SHORT = 5
"""Words up to which a bare keyword or time is taken as a question of its own."""

BARE = 0.5
"""How sure such a one is; what the entries know goes before."""

LONGEST_NAME = 8
"""Words an entry's name has at most."""

_WHEN_WHERE = ("wann", "wo", "when", "where", "uhrzeit", "wieviel", "zeit", "time", "welche", "which")
_WHO = ("wer", "who", "whos")
_PROGRAMME = ("programm", "programme", "program", "schedule", "agenda", "ablauf", "plan")


def sureness(heard: Heard, finding: Finding, entry_names: Set[tuple[str, ...]]) -> float:
    """Return how sure it is that the talks found are asked for; 0 leaves the question to others.

    `entry_names` are the names of the entries: what bears one is theirs unless talks are meant.
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
    return rules[finding.way](heard, finding, entry_names)


def _wants_a_person(heard: Heard) -> bool:
    """Tell "kann ich mit jemandem sprechen" from a question about who speaks."""
    verb = heard.asks("sprechen", "reden", "talk", "speak", "telefonieren")
    asker = heard.asks("ich", "i", "jemand", "jemandem", "jemanden", "someone", "somebody", "human", "we")
    return verb and asker and heard.asks("mit", "to", "with") and not heard.titles


def is_timed(heard: Heard) -> bool:
    """Tell whether a time was said; a year alone only picks the event."""
    moment = heard.moment
    return moment is not None and bool(moment.spans or moment.kind != "in" or moment.pick)


def _asks(heard: Heard) -> bool:
    return heard.asks(*_WHEN_WHERE) or heard.going_on or is_timed(heard)


def _title(heard: Heard, _finding: Finding, entry_names: Set[tuple[str, ...]]) -> float:
    if heard.strong:
        return 0.98
    if _is_entry(heard, entry_names, _titled(heard)):
        return 0.0
    return 0.95 if _asks(heard) or heard.asks(*_WHO) else 0.8


def _speaker(heard: Heard, finding: Finding, entry_names: Set[tuple[str, ...]]) -> float:
    if heard.strong:
        return 0.98 * finding.sureness
    known = any(tuple(person.split()) in entry_names for person in finding.people)
    if heard.asks("wann", "when", "uhrzeit") or is_timed(heard) or heard.going_on or heard.weak:
        return 0.93 * finding.sureness
    if heard.asks("wo", "where"):
        return (0.6 if known else 0.85) * finding.sureness
    return 0.0 if known else 0.7 * finding.sureness


def _words(heard: Heard, finding: Finding, entry_names: Set[tuple[str, ...]]) -> float:
    if heard.strong:
        return 0.5 + 0.47 * finding.sureness
    about_event = bool(heard.weak or heard.stages or heard.events)
    if heard.going_on and (heard.on_event or about_event):
        return 0.45 + 0.45 * finding.sureness
    if about_event and _asks(heard) and finding.sureness > 0.75:
        return 0.4 + 0.45 * finding.sureness
    if heard.asks(*_PROGRAMME) and finding.sureness > 0.75:
        return 0.8
    titled = finding.titled >= MOSTLY_TITLE and len(heard.content) > 2
    if finding.sureness < SURE and not titled or _is_entry(heard, entry_names, heard.content):
        return 0.0
    if not finding.single:
        return 0.0
    if len(heard.content) > 1 and (_asks(heard) or heard.asks(*_WHO)):
        return 0.75 * finding.sureness
    bare = len(heard.words) <= SHORT and finding.sureness > SURE and not is_timed(heard)
    return BARE if bare else 0.0


def _missing(heard: Heard, _finding: Finding, _names: Set[tuple[str, ...]]) -> float:
    if heard.strong:
        asked = heard.spoken and heard.asks("wann", "wo", "when", "where", "uhrzeit")
        return 0.75 if asked else 0.55
    if heard.stages and is_timed(heard):
        return 0.8
    if heard.going_on and (heard.stages or heard.events):
        return 0.45
    return 0.0


def _filter(heard: Heard, _finding: Finding, _names: Set[tuple[str, ...]]) -> float:
    if heard.moment and heard.moment.kind in ("after", "before") and not heard.stages:
        return 0.0
    if heard.lost_spot:
        return 0.8 if heard.strong or heard.going_on or is_timed(heard) else 0.0
    if heard.strong:
        named = heard.stages or heard.events or heard.lists or heard.weak or is_timed(heard)
        return 0.92 if named else 0.75
    if heard.stages:
        who = heard.asks(*_WHO, "welche", "which")
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
        return 0.85
    return BARE if is_timed(heard) and len(heard.words) <= SHORT else 0.0


def _titled(heard: Heard) -> Sequence[str]:
    """Return the words of the question that tell something; a whole title is among them."""
    return heard.content or [word.text for word in heard.words if word.text not in FRAME]


def _is_entry(heard: Heard, entry_names: Set[tuple[str, ...]], telling: Sequence[str]) -> bool:
    """Tell whether all that is asked about stands in the name of one entry."""
    said = [word.text for word in heard.words]
    wanted = set(telling)
    for start in range(len(said)):
        for end in range(start + 1, min(len(said), start + LONGEST_NAME) + 1):
            if tuple(said[start:end]) in entry_names and wanted <= set(said[start:end]):
                return True
    return False
