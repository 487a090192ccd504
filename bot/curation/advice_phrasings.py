"""Curation: advice on phrasings – two entries that claim nearly the same, an entry nobody finds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from itertools import combinations

from bot.core import reading
from bot.core.assistant import Assistant
from bot.core.nouns import Knowledge, Phrasing
from bot.core.phrasings import phrasings_of
from bot.curation.advice_nouns import Advice, Places, spot_of
from bot.curation.asking import ask
from bot.curation.mutations import AS_WRITTEN, HARMLESS, forms
from bot.stores.faults import quoted

NEARLY = 0.86
"""Share of common letter pairs (Dice) from which two words differ only by a slip."""

SHORTEST_SLIP = 5
MOST_LONGER = 4
"""Letters: a short word with a slip is another word, and a much longer one is no slip."""

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


def unreachable(assistant: Assistant, places: Places, now: datetime) -> list[Advice]:
    """Name the entries that their own title does not lead to, or only when typed to the letter."""
    return [
        spot_of(entry, places, title).advise(said, _NAME_IT)
        for entry in assistant.knowledge.entries.values()
        for language, title in entry.title.items()
        if not entry.withdrawn and (said := _missed(assistant, entry.id, title, language, now))
    ]


_NAME_IT = "einen eindeutigen Titel wählen oder ihn ähnlich auch unter „questions“ eintragen"


def _missed(assistant: Assistant, entry: str, title: str, language: str, now: datetime) -> str:
    """Ask the title as it stands and in forms that must not matter; return what went wrong."""
    for form in forms(title, language, frozenset()):
        if form.kind in HARMLESS:
            asked = ask(assistant, entry, form, now)
            if not asked.hit:
                taken = f"führt zu „{asked.taker}“" if asked.taker else "führt zu nichts"
                if form.kind == AS_WRITTEN:
                    return f"der eigene Titel {quoted(title)} {taken}"
                return f"der Titel {quoted(title)} führt nur wörtlich hierher; {quoted(form.text)} {taken}"
    return ""


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
    if min(len(word), len(other)) < SHORTEST_SLIP or abs(len(word) - len(other)) > MOST_LONGER:
        return False
    if word.isdigit() or other.isdigit():
        return False
    one, two = _pairs(word), _pairs(other)
    return 2 * len(one & two) / (len(one) + len(two)) >= NEARLY


@lru_cache(maxsize=8192)
def _pairs(word: str) -> set[str]:
    edged = f" {word} "
    return {edged[place : place + 2] for place in range(len(edged) - 1)}


def _key(text: str, filler: reading.Runs) -> _Key:
    words = reading.words(text)
    return frozenset(reading.stem(word) for word in reading.replaced(words, filler) or words)
