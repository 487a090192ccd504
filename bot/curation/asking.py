"""Curation: asks an assistant many forms, on as many processors as wanted, and tells who answered.

Workers are forked, so that they share the assistant instead of each learning it. Where processes
can't be forked, one asks alone.
"""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from bot.core.assistant import Assistant
from bot.core.nouns import Kind, Question, Reply
from bot.curation.mutations import Form

AT_ONCE = 50
"""Forms a worker takes with each grasp; fewer than two grasps are not worth a worker."""

Told = Callable[[int, int], None]
"""Hear, again and again, how many of how many forms have been asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold one form and what came of it: `taker` is the entry answered, None if none was."""

    entry: str
    form: Form
    hit: bool
    taker: str | None

    @property
    def is_wrong(self) -> bool:
        """Tell whether something else was answered."""
        return not self.hit and self.taker is not None


@dataclass(frozen=True, slots=True)
class Asking:
    """Say who is asked, when, by how many processes, and who hears how far it is."""

    assistant: Assistant
    now: datetime
    workers: int = 1
    told: Told = lambda done, of: None  # noqa: ARG005

    def ask_all(self, forms: Sequence[tuple[str, Form]]) -> list[Asked]:
        """Ask each form of an entry; the results are in the order of the forms."""
        found = []
        for asked in self._asked(forms):
            found.append(asked)
            self.told(len(found), len(forms))
        return found

    def _asked(self, forms: Sequence[tuple[str, Form]]) -> Iterator[Asked]:
        can_fork = "fork" in multiprocessing.get_all_start_methods()
        if self.workers < 2 or len(forms) < 2 * AT_ONCE or not can_fork:
            yield from (ask(self.assistant, *each, self.now) for each in forms)
            return
        with ProcessPoolExecutor(
            self.workers,
            mp_context=multiprocessing.get_context("fork"),
            initializer=_take_place,
            initargs=(self,),
        ) as pool:
            yield from pool.map(_ask_here, forms, chunksize=AT_ONCE)


def ask(assistant: Assistant, entry: str, form: Form, now: datetime) -> Asked:
    """Ask one form and tell whether the entry answered, or who did.

    Of an entry that is outside, the right answer is that this is not known here.
    """
    reply, _ = assistant.reply(Question(form.text, now))
    if reply.outcome != "answer":
        known = assistant.knowledge.entries.get(entry)
        is_outside = known is not None and known.kind is Kind.OUTSIDE
        return Asked(entry, form, hit=is_outside and reply.outcome == "unknown", taker=None)
    taker = reply.id or _unnamed(reply, assistant)
    return Asked(entry, form, taker == entry or _is_of(entry, reply, assistant), taker)


def share_of_hits(asked: Sequence[Asked]) -> float:
    """Return the share of forms that reached their entry."""
    return sum(each.hit for each in asked) / len(asked) if asked else 1.0


def share_of_wrong(asked: Sequence[Asked]) -> float:
    """Return the share of forms that something else answered."""
    return sum(each.is_wrong for each in asked) / len(asked) if asked else 0.0


_here: list[Asking] = []
"""What a forked worker was given; empty in every other process."""


def _take_place(asking: Asking) -> None:
    _here.append(asking)


def _ask_here(each: tuple[str, Form]) -> Asked:
    return ask(_here[0].assistant, *each, _here[0].now)


def _unnamed(reply: Reply, assistant: Assistant) -> str:
    """Return what a reply without an id was: a talk's list, or small talk."""
    if reply.talks:
        return reply.talks[0]
    first = reply.candidates[0].id if reply.candidates else ""
    entry = assistant.knowledge.entries.get(first)
    return first if entry and entry.kind is Kind.SMALLTALK else "Programm"


def _is_of(entry: str, reply: Reply, assistant: Assistant) -> bool:
    """Tell whether a list of talks is an answer about this event, or about these talks' subject."""
    talks = [assistant.knowledge.talks[id_] for id_ in reply.talks]
    return any(talk.event == entry or entry in talk.about for talk in talks)
