"""Faces: what a button carries, a verb and a target within 64 bytes; pure.

A target that is too long is replaced by its digest; `Presses` finds it again in the knowledge.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from bot.core.nouns import Knowledge
from bot.core.reminding import LEADS

LONGEST = 64
_DIGEST_BYTES = 12


class Verb(StrEnum):
    """Say what a button does; the letters are in messages people keep, so they never change."""

    TURN = "a"  # turn this message into the answer
    OPEN = "o"  # answer in a new message
    UNFOLD = "m"
    FOLD = "l"
    BROWSE = "b"  # an entry within the menu
    TOPIC = "t"  # target "topic.page"
    PAGE = "p"  # one of the bot's own pages
    STAR = "s"
    STAR_ANYWAY = "w"
    UNSTAR = "u"
    LEADS = "r"  # the choice of lead times
    LEAD = "x"  # target "minutes.id"
    FORGET = "f"
    CALENDAR = "c"
    PLACE = "k"
    HELPFUL = "y"
    UNHELPFUL = "n"
    LANGUAGE = "g"
    CONSENT = "e"
    REPORT = "!"  # an editor says that an answer is wrong
    NEXT = "+"
    NONE = "0"


@dataclass(frozen=True, slots=True)
class Press:
    """Hold what a pressed button said."""

    verb: Verb
    target: str = ""


def written(verb: Verb, target: str = "") -> str:
    """Return what the button carries: `verb:target`, or `verb~digest` where that is too long."""
    whole = f"{verb}:{target}"
    return whole if len(whole.encode()) <= LONGEST else f"{verb}~{digest(target)}"


def digest(target: str) -> str:
    """Return a short stable name of a target (BLAKE2b)."""
    return blake2b(target.encode(), digest_size=_DIGEST_BYTES).hexdigest()


class Presses:
    """Read what buttons carry, against one state of the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._by_digest = {
            digest(target): target
            for target in _targets(knowledge)
            if len(target.encode()) > LONGEST - 2
        }

    def read(self, carried: str) -> Press | None:
        """Return the press, or None where it can't be understood (any more)."""
        verb, mark, target = carried[:1], carried[1:2], carried[2:]
        if verb not in set(Verb) or mark not in {":", "~"}:
            return None
        if mark == "~":
            found = self._by_digest.get(target)
            return Press(Verb(verb), found) if found else None
        return Press(Verb(verb), target)

    def target_of(self, id_: str) -> str | None:
        """Return the target for an id or for the digest of one; None where it is too strange."""
        return self._by_digest.get(id_, id_)


def _targets(knowledge: Knowledge) -> Iterator[str]:
    for talk in knowledge.talks:
        yield talk
        yield from (f"{minutes}.{talk}" for minutes in LEADS)
    for entry in knowledge.entries.values():
        yield entry.id
        yield from (f"{entry.id}/{aspect.id}" for aspect in entry.aspects)
