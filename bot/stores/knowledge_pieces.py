"""Stores: what was read from a file, piece by piece, each with the place it was written at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a read value with its place: a single value, a list of pieces or a mapping of pieces.

    `named` are the keys of a mapping that were written, also those whose value is at fault.
    """

    value: Any
    line: int
    column: int
    named: frozenset[str] = frozenset()

    def part(self, key: str) -> "Piece | None":
        """Return what a mapping holds under the key, or None."""
        found: Piece | None = self.value.get(key)
        return found

    def said(self, key: str) -> Any:  # noqa: ANN401 - text, number or date, as the format says
        """Return the bare value under the key, or None."""
        found = self.value.get(key)
        return None if found is None else found.bare

    def items(self, key: str) -> Sequence["Piece"]:
        """List the pieces of the list under the key; none where it is missing."""
        found = self.value.get(key)
        return () if found is None else found.value

    def table(self, key: str) -> Mapping[str, "Piece"]:
        """Return the pieces of the mapping under the key; none where it is missing."""
        found = self.value.get(key)
        return {} if found is None else found.value

    @property
    def bare(self) -> Any:  # noqa: ANN401 - likewise
        """Return the value without its places; lists as tuples."""
        if isinstance(self.value, dict):
            return {key: each.bare for key, each in self.value.items()}
        if isinstance(self.value, list):
            return tuple(each.bare for each in self.value)
        return self.value

    def texts(self) -> Iterable["Piece"]:
        """List the single values below, whatever the nesting."""
        if not isinstance(self.value, dict | list):
            return [self]
        inner = self.value.values() if isinstance(self.value, dict) else self.value
        return [text for each in inner for text in each.texts()]
