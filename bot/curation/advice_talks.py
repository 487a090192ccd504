"""Curation: advice on the programme – two talks in one room at once, a speaker spelt two ways."""

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from bot.core import reading
from bot.core.nouns import Event, Knowledge, Talk
from bot.curation.advice_nouns import Advice, Places, spot_of

LIKE = 0.88
"""Likeness (Ratcliff/Obershelp) from which two names are probably one person's."""

_TITLES = re.compile(r"\b(?:Prof|Dr|Dipl|Ing|h\. ?c|M\.?A|B\.?A|Mag)\b\.?|\(.*|,.*", re.IGNORECASE)


def clashes(knowledge: Knowledge) -> list[Advice]:
    """Name each two talks that are in the same room at the same time."""
    return [
        spot_of(one, {}).advise(
            f"„{one.id}“ und „{other.id}“ ({spot_of(other, {})}) sind zur selben Zeit "
            f"auf derselben Bühne ({one.stage or one.hall})",
            "Zeit oder Bühne prüfen",
        )
        for event in knowledge.events.values()
        for one, other in _in_one_room(event)
    ]


def speakers_spelt_twice(knowledge: Knowledge, places: Places) -> list[Advice]:
    """Name speakers who probably are one person written in two ways."""
    spelt: dict[str, tuple[Talk, str]] = {}
    for talk in knowledge.talks.values():
        for speaker in talk.speakers:
            spelt.setdefault(bare_name(speaker), (talk, speaker))
    return [
        spot_of(spelt[one][0], places, spelt[one][1]).advise(
            f"„{one}“ und „{other}“ ({spot_of(spelt[other][0], places, spelt[other][1])}) "
            "sind wohl dieselbe Person",
            "an beiden Stellen gleich schreiben",
        )
        for one, other in combinations(spelt, 2)
        if _is_one_person(one, other)
    ]


def bare_name(speaker: str) -> str:
    """Return the name without titles and without what follows it (office, organisation)."""
    return " ".join(_TITLES.sub(" ", speaker).split())


def _in_one_room(event: Event) -> Iterator[tuple[Talk, Talk]]:
    rooms: dict[str, list[Talk]] = defaultdict(list)
    for talk in event.talks:
        if talk.start and talk.status != "cancelled" and (room := talk.stage or talk.hall):
            rooms[room].append(talk)
    for talks in rooms.values():
        for one, other in combinations(talks, 2):
            if _overlap(one, other):
                yield one, other


def _overlap(one: Talk, other: Talk) -> bool:
    if one.start is None or other.start is None:
        return False
    first, second = sorted((one, other), key=lambda talk: (talk.start, talk.id))
    if first.end is None:
        return first.start == second.start
    return second.start < first.end if second.start else False


def _is_one_person(one: str, other: str) -> bool:
    words, others = reading.words(one), reading.words(other)
    if not words or not others:
        return False
    if words == others:
        return one != other
    short = words[-1] == others[-1] and words[0][0] == others[0][0]
    initial = short and min(len(words[0]), len(others[0])) == 1
    likeness = SequenceMatcher(None, " ".join(words), " ".join(others))
    return initial or (likeness.quick_ratio() >= LIKE and likeness.ratio() >= LIKE)
