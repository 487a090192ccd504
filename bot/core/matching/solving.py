"""Core, matching: solve a large symmetric system by Cholesky's method, tile by tile, in place.

Half the memory and a quarter of the time of a general solver (Golub and Van Loan, Matrix
Computations, 4.2).
"""

import numpy as np

from bot.core.matching.features import Floats
from bot.core.matching.gram import TILE, Triangle


class Factor:
    """Hold the Cholesky factor of a positive definite matrix; `triangle` is used up."""

    def __init__(self, triangle: Triangle) -> None:
        self._lower = triangle
        self._inverses: list[Floats] = []
        for number in range(len(triangle)):
            self._eliminate(number)

    def solve(self, wanted: Floats) -> Floats:
        """Return the solution for every column of `wanted`, in its place."""
        result = wanted
        for start, lower, inverse in self._tiles():
            here = slice(start, start + len(lower))
            result[here] = inverse @ (result[here] - lower[:, :start] @ result[:start])
        for start, lower, inverse in reversed(self._tiles()):
            here = slice(start, start + len(lower))
            result[here] = inverse.T @ result[here]
            result[:start] -= lower[:, :start].T @ result[here]
        return result

    def _tiles(self) -> list[tuple[int, Floats, Floats]]:
        return [
            (number * TILE, lower, inverse)
            for number, (lower, inverse) in enumerate(
                zip(self._lower, self._inverses, strict=False)
            )
        ]

    def _eliminate(self, number: int) -> None:
        row, start = self._lower[number], number * TILE
        for left, lower, inverse in self._tiles():
            here = row[:, left : left + TILE]
            here -= row[:, :left] @ lower[:, :left].T
            here[:] = here @ inverse.T
        own = row[:, start:] - row[:, :start] @ row[:, :start].T
        symmetric = np.tril(own) + np.tril(own, -1).T
        root = np.linalg.cholesky(symmetric)
        row[:, start:] = root
        self._inverses.append(np.linalg.inv(root).astype(np.float32))
