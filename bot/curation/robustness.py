"""Curation: the robustness gate – every phrasing asked as people type, today and as published.

A change to one entry can take questions away from another, and nobody notices. So every
phrasing, of today's state and of the published one, is asked in all its forms; what is missed
today and was hit before is broken, and is named with whoever took it.
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.core import reading
from bot.core.assistant import Assistant
from bot.core.nouns import Knowledge
from bot.core.phrasings import phrasings_of
from bot.curation.asking import Asked, Asking, share_of_hits, share_of_wrong
from bot.curation.mutations import AS_WRITTEN, WORD, Form, forms

LEAST_HITS = 0.97
MOST_WRONG = 0.01
DROP = 0.02
"""Share of an entry's forms that may break before the gate closes; one phrasing never may."""


@dataclass(frozen=True, slots=True)
class Drop:
    """Say how an entry's hit rate fell, and which questions broke."""

    entry: str
    before: float
    now: float
    broken: tuple[Asked, ...]

    @property
    def closes_the_gate(self) -> bool:
        """Tell whether this is more than chance: a whole phrasing, or more than DROP."""
        whole = any(each.form.kind == AS_WRITTEN for each in self.broken)
        return whole or self.before - self.now > DROP


@dataclass(frozen=True, slots=True)
class Robustness:
    """Hold what the gate found; `drops` and `gone` only where there is a state to compare with."""

    asked: tuple[Asked, ...]
    drops: tuple[Drop, ...] = ()
    gone: tuple[str, ...] = ()
    compared: bool = False

    @property
    def hits(self) -> float:
        """Return the share of forms that reached their entry."""
        return share_of_hits(self.asked)

    @property
    def wrong(self) -> float:
        """Return the share of forms that something else answered."""
        return share_of_wrong(self.asked)

    @property
    def passed(self) -> bool:
        """Tell whether the knowledge may be published as it is."""
        enough = self.hits >= LEAST_HITS and self.wrong <= MOST_WRONG
        return enough and not any(drop.closes_the_gate for drop in self.drops)


def robustness(
    asking: Asking, published: Assistant | None = None, share: float = 1.0
) -> Robustness:
    """Ask every phrasing in its forms; `share` is how much of them to take, the same each time."""
    known = asking.assistant.knowledge
    own = _questions(known, share)
    asked = asking.ask_all(_flat(own))
    if published is None:
        return Robustness(tuple(asked))
    former = _questions(published.knowledge, share)
    gone = tuple(sorted(set(former) - set(known.entries)))
    only_before = {
        entry: [form for form in each if form not in own.get(entry, ())]
        for entry, each in former.items()
        if entry in known.entries
    }
    both = [*asked, *asking.ask_all(_flat(only_before))]
    before = replace(asking, assistant=published)
    return Robustness(tuple(asked), tuple(_drops(both, before)), gone, compared=True)


def is_sampled(text: str, share: float) -> bool:
    """Tell whether a phrasing is among that share of all; the same each time."""
    return zlib.crc32(text.encode()) % 1000 < share * 1000


def _questions(knowledge: Knowledge, share: float) -> dict[str, list[Form]]:
    words = {word.lower() for each in phrasings_of(knowledge) for word in WORD.findall(each.text)}
    answered = [entry for entry in knowledge.entries.values() if not entry.withdrawn]
    ids = {entry.id for entry in answered}
    found: dict[str, list[Form]] = defaultdict(list)
    for each in phrasings_of(knowledge):
        if each.role != "answer" and each.entry in ids and is_sampled(each.text, share):
            found[each.entry] += forms(each.text, each.language, words)
    return _without_ambiguous(found)


def _without_ambiguous(found: Mapping[str, Sequence[Form]]) -> dict[str, list[Form]]:
    """Leave out forms that are, once read, the same for two entries: no one can tell them apart."""
    read = {
        entry: {form.text: tuple(reading.words(form.text)) for form in each}
        for entry, each in found.items()
    }
    owners = Counter(words for texts in read.values() for words in set(texts.values()))
    return {
        entry: list(
            {form.text: form for form in each if owners[read[entry][form.text]] == 1}.values()
        )
        for entry, each in found.items()
    }


def _flat(questions: Mapping[str, Iterable[Form]]) -> list[tuple[str, Form]]:
    return [(entry, form) for entry, each in questions.items() for form in each]


def _drops(asked: Sequence[Asked], before: Asking) -> list[Drop]:
    """Ask what is missed today as it was published; where that breaks something, all of the entry."""
    known = before.assistant.knowledge.entries
    missed = [(each.entry, each.form) for each in asked if not each.hit and each.entry in known]
    broken = {(each.entry, each.form) for each in before.ask_all(missed) if each.hit}
    now = _by_entry(each for each in asked if each.entry in {entry for entry, _ in broken})
    every = [(entry, each.form) for entry, forms in now.items() for each in forms]
    former = _by_entry(before.ask_all(every))
    found = [
        Drop(
            entry,
            share_of_hits(former[entry]),
            share_of_hits(all_now),
            tuple(each for each in all_now if (entry, each.form) in broken),
        )
        for entry, all_now in now.items()
    ]
    return sorted(found, key=lambda drop: (not drop.closes_the_gate, drop.now - drop.before))


def _by_entry(asked: Iterable[Asked]) -> dict[str, list[Asked]]:
    found: dict[str, list[Asked]] = defaultdict(list)
    for each in asked:
        found[each.entry].append(each)
    return found
