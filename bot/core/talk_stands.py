"""Core: stands – "am NRW-Stand", "stand vom ministerium" – at the event that is on or coming."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bot.core.nouns import Entry
from bot.core.talk_index import Item, TalkIndex
from bot.core.talk_names import all_texts
from bot.core.talk_words import SPOTS, folded_words, is_frame, stem, word_set

_STANDS = word_set("stand stands stände messestand standes booth")
_BESIDE = 3
"""Words between a stand's name and the word "Stand" at most: "Stand vom Ministerium in NRW"."""


class Stands:
    """Know the stands of each event by every word they are called, in each language."""

    def __init__(self, index: TalkIndex, entries: Mapping[str, Entry]) -> None:
        self._called: dict[str, dict[str, set[str]]] = defaultdict(dict)
        self._told: set[tuple[str, str]] = set()
        for item in index.items:
            stage = " ".join(folded_words(item.talk.stage or ""))
            if "stand" in stage.split():
                words = self._called[item.event.id].setdefault(stage, set())
                words.update(_names_of(item, stage, entries))
                linked = (entries[id_] for id_ in item.talk.about if id_ in entries)
                if any(item.event.id in entry.related for entry in linked):
                    self._told.add((item.event.id, stage))

    def named(
        self, said: Sequence[str], content: Sequence[int], event: str
    ) -> tuple[tuple[str, ...], set[int]]:
        """Return the event's stands that are named, and the places of the words naming them."""
        spots = [at for at, word in enumerate(said) if word in _STANDS]
        near = [at for at in content if any(abs(at - spot) <= _BESIDE for spot in spots)]
        best: dict[str, set[int]] = {}
        for stage, called in self._called.get(event, {}).items():
            if heard := {at for at in near if stem(said[at]) in called}:
                best[stage] = heard
        most = max(map(len, best.values()), default=0)
        stages = {stage: heard for stage, heard in best.items() if len(heard) == most}
        places = {at for heard in stages.values() for at in heard}
        return tuple(stages), places

    def is_untold(self, stage: str, event: str) -> bool:
        """Tell whether it is a stand of the event that no entry about that event tells of."""
        return stage in self._called.get(event, {}) and (event, stage) not in self._told

    def alone(self, stages: Sequence[str]) -> tuple[str, ...]:
        """Return the stands without a corner that is only part of one, where there are others."""
        return tuple(stage for stage in stages if stage.startswith("stand")) or tuple(stages)

    def instead_of(self, stages: Sequence[str], event: str) -> tuple[str, ...]:
        """Return the event's stands that share a name with stages of another event."""
        here = self._called.get(event, {})
        telling = {stem(word) for stage in stages for word in _telling(stage.split())}
        return tuple(stage for stage in here if telling & {stem(each) for each in stage.split()})


def _names_of(item: Item, stage: str, entries: Mapping[str, Entry]) -> Iterator[str]:
    own = {stem(word) for word in _telling(stage.split())}
    yield from own
    for entry in (entries[id_] for id_ in item.talk.about if id_ in entries):
        names = [folded_words(text) for text in (*entry.title.values(), *all_texts(entry.names))]
        if any(own & set(map(stem, words)) for words in names):
            yield from (stem(word) for words in names for word in _telling(words))


def _telling(words: Sequence[str]) -> Iterator[str]:
    """Yield the words that tell one stand from another."""
    ordinary = SPOTS | _STANDS | {"agentur", "agency", "corner", "speakers", "sccon", "smart"}
    yield from (
        word for word in words if not is_frame(word) and word not in ordinary and word.isalpha()
    )
