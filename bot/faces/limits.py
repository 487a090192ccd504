"""Faces: how fast one person, and everybody together, may ask; a token bucket each.

Pure: `now` is seconds of any clock that only goes forward (`time.monotonic()`), memory is bounded.

For a face: call `ask(key, now)` once for each message or button press, with any hashable that
stands for the person (it is never stored or logged). `Pass.ALLOWED`: answer. `Pass.TELL`: say once,
in a sentence from the knowledge, that it goes too fast. `Pass.SILENT`: say nothing (the sentence
was said, the flood goes on). One person's flood takes nothing from the others: a message refused
to a person does not count against all.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum

MOST_PEOPLE = 10_000
"""Buckets kept; past it the one longest untouched is forgotten."""


class Pass(Enum):
    """Say what to do with a message."""

    ALLOWED = "allowed"
    TELL = "tell"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Rate:
    """Allow `burst` messages at once and `each_second` in the long run."""

    burst: float
    each_second: float


PERSON = Rate(burst=200, each_second=2)
"""More than anybody taps or pastes (presses count too); past it a script writes."""

EVERYBODY = Rate(burst=5000, each_second=1000)
"""What a core answers: a rush, or all that waited while the bot was down, is slow, not refused."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    told: bool = False

    def refill(self, rate: Rate, now: float) -> None:
        self.left = min(rate.burst, self.left + max(0.0, now - self.at) * rate.each_second)
        self.at = max(self.at, now)


class Limits:
    """Count what each person, and everybody together, has left."""

    def __init__(
        self, person: Rate = PERSON, everybody: Rate = EVERYBODY, most_people: int = MOST_PEOPLE
    ) -> None:
        self._person = person
        self._everybody = everybody
        self._most_people = most_people
        self._all = _Bucket(everybody.burst, 0.0)
        self._people: OrderedDict[Hashable, _Bucket] = OrderedDict()

    def ask(self, key: Hashable, now: float) -> Pass:
        """Take one message of a person at a time in seconds."""
        mine = self._bucket(key, now)
        mine.refill(self._person, now)
        self._all.refill(self._everybody, now)
        if mine.left < 1 or self._all.left < 1:
            return self._refuse(mine)
        mine.left -= 1
        self._all.left -= 1
        mine.told = False
        return Pass.ALLOWED

    def _bucket(self, key: Hashable, now: float) -> _Bucket:
        if key not in self._people and len(self._people) >= self._most_people:
            self._people.popitem(last=False)
        bucket = self._people.setdefault(key, _Bucket(self._person.burst, now))
        self._people.move_to_end(key)
        return bucket

    @staticmethod
    def _refuse(bucket: _Bucket) -> Pass:
        if bucket.told:
            return Pass.SILENT
        bucket.told = True
        return Pass.TELL
