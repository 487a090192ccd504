"""Naming: what a reply leaves to be asked on: which side it showed, and which one person it names."""

from collections.abc import Sequence

from bot.core import reading
from bot.core.aspects import Cue
from bot.core.conversation import Named
from bot.core.nouns import Entry, Kind, Knowledge, Reply

PEOPLE = "people"
"""The topic whose entries are persons."""

WHO = "who"
"""The side of a body that names who leads or runs it."""


class Naming:
    """Know the persons that have an entry of their own."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._entries = knowledge.entries
        people = [entry for entry in knowledge.entries.values() if entry.topic == PEOPLE]
        self._people = {entry.id: _name(entry) for entry in people if entry.kind is Kind.ANSWER}

    def of(self, reply: Reply, cues: Sequence[Cue] = ()) -> Named:
        """Return the side a reply showed, or else the one that was asked for, and the person."""
        entry = self._entries.get(reply.id or "")
        aspect = entry.aspect(reply.aspect) if entry else None
        about = aspect.about if aspect else None
        if about is None and cues:
            about = cues[0].about
        return Named(about, self._person(reply) if about == WHO else None)

    def _person(self, reply: Reply) -> str | None:
        said = f" {' '.join(reading.words(reply.text))} "
        found = [id_ for id_, name in self._people.items() if name and f" {name} " in said]
        return found[0] if len(found) == 1 and found[0] != reply.id else None


def _name(entry: Entry) -> str:
    """Return the words of the name that is the entry's title, without what stands behind it."""
    title = next(iter(entry.title.values()), "")
    return " ".join(reading.words(title.partition(",")[0]))
