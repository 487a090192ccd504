"""Curation: a piece of advice, and the place it is about."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.nouns import Entry, Origin, Talk
from bot.stores.faults import Fault

Advice = Fault
"""The same shape as a fault: `file:line:column: what – what to do`; it stops nothing."""

Places = Mapping[tuple[str, str], Origin]


@dataclass(frozen=True, slots=True)
class Spot:
    """Stand at a place and give advice about it."""

    place: Origin

    def advise(self, problem: str, remedy: str) -> Advice:
        """Return advice about this place."""
        return Advice(self.place.file, self.place.line, self.place.column, problem, remedy)

    def __str__(self) -> str:
        return f"{self.place.file}:{self.place.line}"


def spot_of(owner: Entry | Talk, places: Places, text: str = "") -> Spot:
    """Return where a text of an entry or talk stands; where it begins, if the text is not found."""
    place = places.get((owner.id, text)) or owner.origin
    return Spot(place or Origin(owner.id, 1))
