"""Curation: groups questions by likeness, so that an editor reads fourteen of a kind as one.

Words are folded and mended within the questions themselves (a rare word one slip away from a
common one is taken for it, SymSpell's deletion keys after W. Garbe 2012), weighted by how few
questions use them (tf-idf), and gathered around centres (spherical k-means whose number of
groups grows as needed: a question farther than LIKE from every centre opens a group).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.core import reading

LIKE = 0.3
"""Cosine from which a question belongs to a centre."""

SAME = 0.4
"""Cosine from which two centres are one."""

ROUNDS = 3
SHORTEST_MENDED = 5

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Group:
    """Hold the places of questions that ask alike; the first is the most typical."""

    members: tuple[int, ...]


def group(texts: Sequence[str], ignored: Collection[str] = ()) -> list[Group]:
    """Group texts, largest group first; `ignored` are folded words that tell nothing."""
    vectors = _vectors([reading.words(text) for text in texts], frozenset(ignored))
    order = sorted(range(len(texts)), key=lambda place: (-len(vectors[place]), place))
    centres: list[Vector] = []
    homes: dict[int, int] = {}
    for _ in range(ROUNDS):
        homes = _gathered(order, vectors, centres)
        centres = _merged(_centres(homes, vectors))
    homes = _gathered(order, vectors, centres)
    return _as_groups(homes, vectors, texts)


def _vectors(read: Sequence[list[str]], ignored: frozenset[str]) -> list[Vector]:
    counts = Counter(word for words in read for word in words)
    bare = [_telling(_joined(words, counts), ignored) for words in read]
    mended = _mended(Counter(word for words in bare for word in words))
    stems = [{reading.stem(mended.get(word, word)) for word in words} for words in bare]
    used = Counter(stem for each in stems for stem in each)
    return [_unit({stem: math.log(1 + len(read) / used[stem]) for stem in each}) for each in stems]


def _telling(words: Sequence[str], ignored: frozenset[str]) -> list[str]:
    """Return the words that say something; all where none would remain."""
    return [word for word in words if word not in ignored] or list(words)


def _joined(words: Sequence[str], counts: Mapping[str, int]) -> list[str]:
    """Write compounds as one that others write as one: "lade säule" beside "ladesäule"."""
    found: list[str] = []
    for word in words:
        if found and counts.get(found[-1] + word, 0) > 1:
            found[-1] += word
        else:
            found.append(word)
    return found


def _mended(counts: Counter[str]) -> dict[str, str]:
    """Map each rare word to a word one slip away that is used far more often, if there is one."""
    by_key: dict[str, list[str]] = defaultdict(list)
    for word in counts:
        for key in _deletions(word):
            by_key[key].append(word)
    mended = {}
    for word, count in counts.items():
        near = {other for key in _deletions(word) for other in by_key[key]}
        best = max(near, key=lambda other: (counts[other], other), default=word)
        if counts[best] >= 3 * count:
            mended[word] = best
    return mended


def _deletions(word: str) -> set[str]:
    if len(word) < SHORTEST_MENDED:
        return set()
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


def _gathered(
    order: Iterable[int], vectors: Sequence[Vector], centres: Sequence[Vector]
) -> dict[int, int]:
    """Return the centre each question belongs to; what is far from all opens a new one."""
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, centre in enumerate(centres):
        _enter(index, number, centre)
    homes: dict[int, int] = {}
    number = len(centres)
    for place in order:
        home, likeness = _nearest(vectors[place], index)
        if home is None or likeness < LIKE:
            home, number = number, number + 1
            _enter(index, home, vectors[place])
        homes[place] = home
    return homes


def _enter(index: dict[str, list[tuple[int, float]]], number: int, vector: Vector) -> None:
    for stem, weight in vector.items():
        index[stem].append((number, weight))


def _nearest(
    vector: Vector, index: Mapping[str, list[tuple[int, float]]], own: int | None = None
) -> tuple[int | None, float]:
    likeness: dict[int, float] = defaultdict(float)
    for stem, weight in vector.items():
        for number, other in index.get(stem, ()):
            likeness[number] += weight * other
    likeness.pop(own, None) if own is not None else None
    best = max(likeness, key=lambda number: (likeness[number], -number), default=None)
    return best, likeness[best] if best is not None else 0.0


def _centres(homes: Mapping[int, int], vectors: Sequence[Vector]) -> list[Vector]:
    sums: dict[int, Counter[str]] = defaultdict(Counter)
    for place, home in homes.items():
        sums[home].update(vectors[place])
    ordered = sorted(sums.values(), key=lambda total: -sum(total.values()))
    return [_unit(total) for total in ordered]


def _merged(centres: Sequence[Vector]) -> list[Vector]:
    """Return the centres without those that are nearly another, larger one."""
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    kept: list[Vector] = []
    for centre in centres:
        _, likeness = _nearest(centre, index)
        if likeness < SAME:
            _enter(index, len(kept), centre)
            kept.append(centre)
    return kept


def _as_groups(
    homes: Mapping[int, int], vectors: Sequence[Vector], texts: Sequence[str]
) -> list[Group]:
    members: dict[int, list[int]] = defaultdict(list)
    for place, home in sorted(homes.items()):
        members[home].append(place)
    groups = [Group(tuple(_typical_first(places, vectors, texts))) for places in members.values()]
    return sorted(groups, key=lambda each: (-len(each.members), each.members[0]))


def _typical_first(
    places: Sequence[int], vectors: Sequence[Vector], texts: Sequence[str]
) -> list[int]:
    total: Counter[str] = Counter()
    for place in places:
        total.update(vectors[place])
    centre = _unit(total)
    rank: Callable[[int], tuple[float, int, int]] = lambda place: (  # noqa: E731
        -round(sum(weight * centre[stem] for stem, weight in vectors[place].items()), 1),
        len(texts[place]),
        place,
    )
    return sorted(places, key=rank)


def _unit(vector: Mapping[str, float]) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {stem: weight / length for stem, weight in vector.items()} if length else {}
