"""Core, matching: features point to phrasings, so that a question touches only what it shares."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from bot.core.matching.features import Floats, Numbers

MOST_POSTINGS = 25_000
"""How many places a question looks at, the rarest features first: what stands everywhere tells
little and costs most. Half of it or four times it rank the same."""

Vector = tuple[Numbers, Floats]


class Index:
    """Compare a question with every phrasing that shares a feature with it."""

    def __init__(self, starts: Numbers, rows: Numbers, values: Floats, count: int) -> None:
        self.starts, self.rows, self.values, self.count = starts, rows, values, count

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

    def similarities(self, numbers: Numbers, values: Floats, most: int = MOST_POSTINGS) -> Floats:
        """Return the similarity (0 to 1) of a text with every phrasing, by `most` postings."""
        begins = self.starts[numbers].astype(np.int64)
        sizes = self.starts[numbers + 1] - begins
        if sizes.sum() > most:
            rare = np.argsort(sizes, kind="stable")
            kept = rare[: max(1, int(np.searchsorted(np.cumsum(sizes[rare]), most)))]
            begins, sizes, values = begins[kept], sizes[kept], values[kept]
        ends = np.cumsum(sizes)
        if not len(ends):
            return np.zeros(self.count, np.float32)
        at = np.arange(ends[-1]) + np.repeat(begins - ends + sizes, sizes)
        amounts = self.values[at] * np.repeat(values, sizes)
        return np.bincount(self.rows[at], amounts, minlength=self.count).astype(np.float32)

    def state(self) -> dict[str, Any]:
        """Return the arrays to keep."""
        return {"starts": self.starts, "rows": self.rows, "values": self.values}

    @classmethod
    def from_state(cls, state: Mapping[str, Any]) -> "Index":
        """Return the index kept as arrays."""
        return cls(state["starts"], state["rows"], state["values"], len(state["owners"]))
