"""Core, matching: features point to phrasings, so that a question touches only what it shares."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from bot.core.matching.features import Floats, Numbers

MOST_POSTINGS = 120_000
"""How many places a question looks at, the rarest features first; only a very large knowledge has
more. Cutting much deeper costs refusals: what is common adds up."""

MOST_ROWS_HELD = 3_000_000
"""How many numbers may be held for the most frequent features as whole rows, one number for each
phrasing: adding a row up is several times as fast as following its postings."""

LEAST_SHARE = 0.02
"""The share of phrasings that must hold a feature for its row to be worth it."""

Vector = tuple[Numbers, Floats]


class Index:
    """Compare a question with every phrasing that shares a feature with it."""

    def __init__(self, starts: Numbers, rows: Numbers, values: Floats, count: int) -> None:
        self.starts, self.rows, self.values, self.count = starts, rows, values, count
        self._row_of, self._held = self._whole_rows()

    @classmethod
    def build(cls, vectors: Sequence[Vector], features: int) -> "Index":
        """Turn vectors of phrasings into lists of phrasings by feature."""
        sizes = [len(numbers) for numbers, _ in vectors]
        columns = np.concatenate([np.zeros(0, np.int32), *(each[0] for each in vectors)])
        values = np.concatenate([np.zeros(0, np.float32), *(each[1] for each in vectors)])
        order = np.argsort(columns, kind="stable")
        rows = np.repeat(np.arange(len(vectors), dtype=np.int32), sizes)[order]
        counts = np.bincount(columns, minlength=features)
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        return cls(starts, rows, values[order], len(vectors))

    def similarities(self, numbers: Numbers, values: Floats) -> Floats:
        """Return the similarity (0 to 1) of a text with every phrasing."""
        held = self._row_of[numbers]
        frequent = held >= 0
        result = self._by_postings(numbers[~frequent], values[~frequent])
        result += values[frequent] @ self._held[held[frequent]]
        return result

    def _by_postings(self, numbers: Numbers, values: Floats) -> Floats:
        begins = self.starts[numbers].astype(np.int64)
        sizes = self.starts[numbers + 1] - begins
        if sizes.sum() > MOST_POSTINGS:
            rare = np.argsort(sizes, kind="stable")
            kept = rare[: max(1, int(np.searchsorted(np.cumsum(sizes[rare]), MOST_POSTINGS)))]
            begins, sizes, values = begins[kept], sizes[kept], values[kept]
        ends = np.cumsum(sizes)
        if not len(ends):
            return np.zeros(self.count, np.float32)
        at = np.arange(ends[-1]) + np.repeat(begins - ends + sizes, sizes)
        amounts = self.values[at] * np.repeat(values, sizes)
        return np.bincount(self.rows[at], amounts, minlength=self.count).astype(np.float32)

    def most(self, feature: int, similarities: Floats) -> float:
        """Return the highest of the similarities with phrasings that hold a feature."""
        rows = self.rows[self.starts[feature] : self.starts[feature + 1]]
        return float(similarities[rows].max(initial=0.0))

    def holds(self, feature: int, start: int, end: int) -> int:
        """Return how many of the phrasings from `start` to `end` hold a feature."""
        rows = self.rows[self.starts[feature] : self.starts[feature + 1]]
        low, high = rows.searchsorted((start, end))
        return int(high - low)

    def state(self) -> dict[str, Any]:
        """Return the arrays to keep."""
        return {"starts": self.starts, "rows": self.rows, "values": self.values}

    @classmethod
    def from_state(cls, state: Mapping[str, Any]) -> "Index":
        """Return the index kept as arrays."""
        return cls(state["starts"], state["rows"], state["values"], int(state["firsts"][-1]))

    def _whole_rows(self) -> tuple[Numbers, Floats]:
        """Return for each feature its row, or -1, and the rows of the most frequent ones."""
        spread = np.diff(self.starts)
        most = MOST_ROWS_HELD // max(1, self.count)
        often = np.argsort(-spread, kind="stable")[:most]
        often = often[spread[often] > LEAST_SHARE * self.count]
        row_of = np.full(len(spread), -1, np.int32)
        row_of[often] = np.arange(len(often), dtype=np.int32)
        held = np.zeros((len(often), self.count), np.float32)
        for row, feature in enumerate(often.tolist()):
            part = slice(self.starts[feature], self.starts[feature + 1])
            held[row, self.rows[part]] = self.values[part]
        return row_of, held
