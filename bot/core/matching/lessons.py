"""Core, matching: phrasings become texts in rows, sorted so that each entry's stand together."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.matching.features import Features, Flags, Floats, Numbers
from bot.core.matching.index import Vector
from bot.core.matching.learning import arrange
from bot.core.matching.numbering import numbered
from bot.core.nouns import Phrasing

LEAST_TRUST = 0.02


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one phrasing with its words."""

    phrasing: Phrasing
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lessons:
    """Hold all there is to learn: rows sorted by owner, entries by block."""

    rows: Sequence[Row]
    entries: Sequence[str]
    owners: Numbers
    blocks: Sequence[tuple[int, int]]
    """The first entry of each block and the first after it."""
    features: Features
    weights: Floats
    spread: Numbers
    """How many phrasings hold each feature."""
    vectors: Sequence[Vector]
    outside: Flags
    """Which entries stand for what is not answered."""

    @property
    def trust(self) -> Floats:
        """Return the phrasings' weights."""
        given = [row.phrasing.weight for row in self.rows]
        return np.maximum(np.array(given, np.float32), LEAST_TRUST)


def prepare(
    phrasings: Sequence[Phrasing],
    read: Callable[[str], list[str]],
    outside: Collection[str] = (),
) -> Lessons:
    """Read every phrasing once and number entries and features; `outside` are ids of entries."""
    rows = _rows(phrasings, read)
    names = list(dict.fromkeys(row.phrasing.entry for row in rows))
    number = {name: place for place, name in enumerate(names)}
    owners = np.array([number[row.phrasing.entry] for row in rows], np.int32)
    learned = numbered([row.words for row in rows])
    groups = arrange(owners, learned.vectors, len(names))
    order = np.concatenate([np.zeros(0, np.int32), *groups])
    place = np.empty_like(order)
    place[order] = np.arange(len(order), dtype=np.int32)
    sort = np.argsort(place[owners], kind="stable") if len(rows) else order
    ends = np.cumsum([len(group) for group in groups]).tolist()
    return Lessons(
        [rows[at] for at in sort],
        [names[at] for at in order],
        place[owners][sort] if len(rows) else owners,
        list(zip([0, *ends], ends, strict=False)) if rows else [],
        learned.features,
        learned.weights,
        learned.spread,
        [learned.vectors[at] for at in sort],
        np.array([names[at] in outside for at in order], bool),
    )


def _rows(phrasings: Sequence[Phrasing], read: Callable[[str], list[str]]) -> list[Row]:
    """Return the phrasings with words, ids too; the same words for the same thing only once."""
    ids = dict.fromkeys(each.entry for each in phrasings)
    named = [Phrasing(id_, id_, role="name") for id_ in ids]
    found: dict[tuple[str, str | None, tuple[str, ...]], Row] = {}
    for each in [*phrasings, *named]:
        words = tuple(read(each.text))
        if words:
            found.setdefault((each.entry, each.aspect, words), Row(each, words))
    return list(found.values())


def vocabulary(rows: Sequence[Row]) -> Counter[str]:
    """Count the words of all phrasings."""
    return Counter(word for row in rows for word in row.words)
