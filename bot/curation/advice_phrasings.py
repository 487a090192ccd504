"""Curation: advice on phrasings – two entries that claim nearly the same, an entry nobody finds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from bot.core import reading
from bot.core.assistant import Assistant
from bot.core.nouns import Candidate, Knowledge, Phrasing
from bot.core.phrasings import phrasings_of
from bot.curation.advice_nouns import Advice, Places, spot_of
from bot.stores.faults import quoted

NEARLY = 0.86
"""Share of common letter pairs (Dice) from which two words differ only by a slip."""

LUCKY = 0.5
"""A title whose own entry is less likely than this is only found by its exact words."""

_Key = frozenset[str]


def collisions(knowledge: Knowledge, places: Places) -> list[Advice]:
    """Name each two phrasings of different entries that say the same but for order and filler."""
    filler = reading.runs_of((text, "") for texts in knowledge.filler.values() for text in texts)
    said: dict[_Key, dict[str, Phrasing]] = defaultdict(dict)
    for phrasing in phrasings_of(knowledge):
        if phrasing.role != "answer":
            key = _key(phrasing.text, filler)
            said[key].setdefault(phrasing.entry, phrasing)
    same = (pair for owners in said.values() for pair in combinations(owners.values(), 2))
    return [
        *(_collision(one, other, "gleichen sich", knowledge, places) for one, other in same),
        *(
            _collision(one, other, "sind fast gleich", knowledge, places)
            for one, other in _nearly_same(said)
        ),
    ]


def unreachable(assistant: Assistant, places: Places) -> list[Advice]:
    """Name the entries that their own title does not lead to, or only by luck."""
    found = []
    for entry in assistant.knowledge.entries.values():
        for text in dict.fromkeys(entry.title.values()):
            ranked = assistant.matcher.rank(text).candidates
            spot = spot_of(entry, places, text)
            if not ranked or ranked[0].id != entry.id:
                found.append(spot.advise(_lost(text, ranked), _NAME_IT))
            elif ranked[0].score < LUCKY:
                found.append(spot.advise(_lucky(text, ranked), _NAME_IT))
    return found


_NAME_IT = "einen eindeutigen Titel wählen oder den Namen unter „names“ eintragen"


def _lost(text: str, ranked: Sequence[Candidate]) -> str:
    taken = f"führt zu „{ranked[0].id}“" if ranked else "führt zu nichts"
    return f"der eigene Titel {quoted(text)} {taken}"


def _lucky(text: str, ranked: Sequence[Candidate]) -> str:
    beside = f", nahe ist auch „{ranked[1].id}“" if len(ranked) > 1 else ""
    return f"der eigene Titel {quoted(text)} führt nur knapp hierher{beside}"


def _collision(
    one: Phrasing, other: Phrasing, how: str, knowledge: Knowledge, places: Places
) -> Advice:
    here = spot_of(knowledge.entries[one.entry], places, one.text)
    there = spot_of(knowledge.entries[other.entry], places, other.text)
    return here.advise(
        f"{quoted(one.text)} und {quoted(other.text)} ({there}, Eintrag „{other.entry}“) {how}",
        "bei einem der beiden löschen oder deutlicher sagen, was gemeint ist",
    )


def _nearly_same(
    said: Mapping[_Key, Mapping[str, Phrasing]],
) -> Iterable[tuple[Phrasing, Phrasing]]:
    """Pair the keys that share all words but one, where that one differs by a slip."""
    by_rest: dict[tuple[_Key, int], list[tuple[_Key, str]]] = defaultdict(list)
    for key in said:
        for word in key:
            by_rest[key - {word}, len(key)].append((key, word))
    for pairs in by_rest.values():
        for (one, word), (other, near) in combinations(pairs, 2):
            if one != other and _is_slip(word, near):
                yield from _across(said[one], said[other])


def _across(
    owners: Mapping[str, Phrasing], others: Mapping[str, Phrasing]
) -> Iterable[tuple[Phrasing, Phrasing]]:
    for one in owners.values():
        for other in others.values():
            if one.entry != other.entry and one.entry not in others:
                yield one, other


def _is_slip(word: str, other: str) -> bool:
    """Compare letter pairs, edges included; numbers never differ by a slip."""
    if min(len(word), len(other)) < 5 or word.isdigit() or other.isdigit():
        return False
    one, two = _pairs(word), _pairs(other)
    return 2 * len(one & two) / (len(one) + len(two)) >= NEARLY


def _pairs(word: str) -> set[str]:
    edged = f" {word} "
    return {edged[place : place + 2] for place in range(len(edged) - 1)}


def _key(text: str, filler: reading.Runs) -> _Key:
    words = reading.words(text)
    return frozenset(reading.stem(word) for word in reading.replaced(words, filler) or words)
