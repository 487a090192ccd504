"""The similarity of all phrasings and the solver, against plain numpy."""

import numpy as np
import pytest

from bot.core.matching import gram
from bot.core.matching.features import Floats
from bot.core.matching.index import Index, Vector
from bot.core.matching.solving import Factor

COUNTS = (1, 5, 90, gram.TILE + 7, 2 * gram.TILE)


def vectors(count: int, features: int = 300) -> list[Vector]:
    chance = np.random.default_rng(count)
    often = chance.zipf(1.3, (count, 12)) % features
    return [
        (numbers.astype(np.int32), chance.random(len(numbers)).astype(np.float32))
        for numbers in (np.unique(row) for row in often)
    ]


def dense(rows: list[Vector], features: int = 300) -> Floats:
    result = np.zeros((len(rows), features), np.float32)
    for row, (numbers, values) in enumerate(rows):
        result[row, numbers] = values
    return result


@pytest.mark.parametrize("count", COUNTS)
def test_similarities_are_the_inner_products(count: int) -> None:
    given = vectors(count)
    product = dense(given) @ dense(given).T

    triangle = gram.similarities(given)

    found = np.zeros((count, count), np.float32)
    for number, tile in enumerate(triangle):
        found[number * gram.TILE : number * gram.TILE + len(tile), : tile.shape[1]] = tile
    assert np.allclose(np.tril(found), np.tril(product), atol=1e-4)


@pytest.mark.parametrize("count", COUNTS)
def test_a_system_is_solved(count: int) -> None:
    chance = np.random.default_rng(1)
    root = chance.standard_normal((count, 20)).astype(np.float32)
    matrix = root @ root.T + 3 * np.eye(count, dtype=np.float32)
    wanted = chance.standard_normal((count, 3)).astype(np.float32)
    triangle = [
        matrix[start : start + gram.TILE, : start + gram.TILE].copy()
        for start in range(0, count, gram.TILE)
    ]

    solution = Factor(triangle).solve(wanted.copy())

    assert np.allclose(matrix @ solution, wanted, atol=1e-2)


@pytest.mark.parametrize("count", [90, 500])
def test_a_question_is_as_near_by_rows_held_as_by_postings(count: int) -> None:
    given = vectors(count)
    index = Index.build(given, 300)
    product = dense(given) @ dense(given).T

    found = np.stack([index.similarities(*each) for each in given])

    assert np.allclose(found, product, atol=1e-4)
    assert [index.holds(3, 0, end) for end in (0, count)] == [
        0,
        int((dense(given)[:, 3] > 0).sum()),
    ]
