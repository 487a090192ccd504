"""Core, matching: the similarity of every phrasing with every other, as a lower triangle.

Frequent features go through one dense product, the many rare ones through the few pairs of
phrasings that share them; either way alone takes several times as long.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from bot.core.matching.features import Floats, Numbers
from bot.core.matching.index import Vector

TILE = 256
"""Rows of the triangle that are kept and worked on together."""

FREQUENT = 0.02
"""The share of phrasings from which a feature counts as frequent (at least `LEAST_FREQUENT`)."""

LEAST_FREQUENT = 64

Triangle = list[Floats]
"""Row tiles of a symmetric matrix: tile k holds rows from k * TILE on and columns up to their end.

What stands above the diagonal within a tile means nothing.
"""

Pairs = tuple[Numbers, Numbers, Floats]


def similarities(vectors: Sequence[Vector]) -> Triangle:
    """Return the inner products of all vectors."""
    count = len(vectors)
    rows = np.repeat(np.arange(count, dtype=np.int32), [len(numbers) for numbers, _ in vectors])
    columns = np.unique(np.concatenate([each[0] for each in vectors]), return_inverse=True)[1]
    values = np.concatenate([each[1] for each in vectors])
    order = np.argsort(columns, kind="stable")
    columns, rows, values = columns[order], rows[order], values[order]
    spread = np.bincount(columns).astype(np.int32)
    often = spread > max(LEAST_FREQUENT, FREQUENT * count)
    dense = np.zeros((count, int(often.sum())), np.float32)
    frequent = often[columns]
    dense[rows[frequent], (np.cumsum(often) - 1)[columns[frequent]]] = values[frequent]
    triangle = _empty(count)
    for start, tile in zip(range(0, count, TILE), triangle, strict=True):
        np.matmul(dense[start : start + TILE], dense[: start + TILE].T, out=tile)
    sizes = spread[~often & (spread > 0)]
    for one, other, product in _pairs(rows[~frequent], values[~frequent], sizes):
        _add(triangle, one, other, product)
    return triangle


def _empty(count: int) -> Triangle:
    """Return the tiles as parts of one array, whose memory goes back as a whole."""
    starts = range(0, count, TILE)
    shapes = [(min(TILE, count - start), min(start + TILE, count)) for start in starts]
    cuts = np.cumsum([rows * columns for rows, columns in shapes])
    room = np.empty(int(cuts[-1]) if shapes else 0, np.float32)
    parts = np.split(room, cuts[:-1].tolist())
    return [part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)]


def _pairs(rows: Numbers, values: Floats, sizes: Numbers) -> Iterator[Pairs]:
    """Yield row, earlier row (or the same) and product; features stand one after the other."""
    starts = np.cumsum(sizes) - sizes
    for size in np.unique(sizes):
        places = starts[sizes == size][:, None] + np.arange(size)
        one, other = np.tril_indices(size)
        held, weight = rows[places], values[places]
        yield (
            held[:, one].ravel(),
            held[:, other].ravel(),
            (weight[:, one] * weight[:, other]).ravel(),
        )


def _add(triangle: Triangle, rows: Numbers, columns: Numbers, amounts: Floats) -> None:
    tiles = rows // TILE
    order = np.argsort(tiles, kind="stable")
    rows, columns, amounts = rows[order], columns[order], amounts[order]
    cuts = np.searchsorted(tiles[order], np.arange(len(triangle) + 1))
    for number, tile in enumerate(triangle):
        part = slice(cuts[number], cuts[number + 1])
        places = (rows[part] - number * TILE) * tile.shape[1] + columns[part]
        np.add.at(tile.reshape(-1), places, amounts[part])
