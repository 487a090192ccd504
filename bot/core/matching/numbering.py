"""Core, matching: all phrasings at once become numbered features and unit vectors."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.matching.features import SHARES, Features, Floats, Numbers, pair_names, word_names
from bot.core.matching.index import Vector

AT_ONCE = 20_000
"""Texts that are laid out together; bounds the memory."""

Texts = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Numbered:
    """Hold the features of all texts: their weights, how many texts hold each, and the vectors."""

    features: Features
    weights: Floats
    spread: Numbers
    vectors: Sequence[Vector]


def numbered(texts: Texts) -> Numbered:
    """Give the features of all texts numbers and weights by rarity, and each text its vector."""
    ids: dict[str, int] = {}
    words = {word: None for text in texts for word in text}
    tables = [_table(words, block, ids) for block in range(3)]
    place = {word: at for at, word in enumerate(words)}
    parts = [
        _laid_out(texts[start : start + AT_ONCE], place, tables, ids)
        for start in range(0, len(texts), AT_ONCE)
    ]
    spread = np.zeros(len(ids), np.int32)
    for part in parts:
        for _, columns in part:
            spread += np.bincount(columns, minlength=len(ids)).astype(np.int32)
    weights = np.sqrt(np.log((1 + len(texts)) / (1 + spread)) + 1).astype(np.float32)
    vectors = [vector for part in parts for vector in _vectors(part, weights)]
    return Numbered(Features(ids), weights, spread, vectors)


_Table = tuple[Numbers, Numbers]
"""For each word where its features start (one more at the end), and the features."""

_Block = tuple[Numbers, Numbers]
"""Rows and columns of what one block of features holds, each once, rows ascending."""


def _table(words: Iterable[str], block: int, ids: dict[str, int]) -> _Table:
    found = [
        [ids.setdefault(name, len(ids)) for name in dict.fromkeys(word_names(word)[block])]
        for word in words
    ]
    starts = np.cumsum([0, *(len(each) for each in found)]).astype(np.int32)
    return starts, np.array([number for each in found for number in each], np.int32)


def _laid_out(
    texts: Texts, place: dict[str, int], tables: Sequence[_Table], ids: dict[str, int]
) -> list[_Block]:
    own = [list(dict.fromkeys(text)) for text in texts]
    rows = np.repeat(np.arange(len(texts), dtype=np.int32), [len(each) for each in own])
    words = np.array([place[word] for each in own for word in each], np.int32)
    pairs = [[ids.setdefault(name, len(ids)) for name in pair_names(text)] for text in texts]
    pair_rows = np.repeat(np.arange(len(texts), dtype=np.int32), [len(each) for each in pairs])
    pair_columns = np.array([number for each in pairs for number in each], np.int32)
    by_word = [_expanded(rows, words, table) for table in tables]
    blocks = [by_word[0], (pair_rows, pair_columns), *by_word[1:]]
    return [_once(*each, len(ids)) for each in blocks]


def _expanded(rows: Numbers, words: Numbers, table: _Table) -> _Block:
    starts, numbers = table
    sizes = starts[words + 1] - starts[words]
    ends = np.cumsum(sizes)
    at = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(
        starts[words] - ends + sizes, sizes
    )
    return np.repeat(rows, sizes), numbers[at]


def _once(rows: Numbers, columns: Numbers, count: int) -> _Block:
    keys = np.sort(rows.astype(np.int64) * max(1, count) + columns)
    keys = keys[np.diff(keys, prepend=-1) > 0]
    return (keys // max(1, count)).astype(np.int32), (keys % max(1, count)).astype(np.int32)


def _vectors(blocks: Sequence[_Block], weights: Floats) -> Iterator[Vector]:
    """Yield a vector for each text, every block of length √share."""
    count = 1 + max((int(rows[-1]) for rows, _ in blocks if len(rows)), default=-1)
    values = []
    for (rows, columns), share in zip(blocks, SHARES, strict=True):
        weight = weights[columns]
        length = np.bincount(rows, weight**2, minlength=count)[rows]
        values.append(weight * np.sqrt(share / length).astype(np.float32))
    rows = np.concatenate([rows for rows, _ in blocks])
    order = np.argsort(rows, kind="stable")
    columns = np.concatenate([columns for _, columns in blocks])[order]
    whole = np.concatenate(values)[order]
    ends = np.cumsum(np.bincount(rows, minlength=count))[:-1]
    yield from zip(np.split(columns, ends), np.split(whole, ends), strict=True)
