"""Faces: what is remembered of conversations on Telegram; in memory only, bounded, it fades."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.core.nouns import Candidate, Context

LASTS = 1800.0
"""Seconds after which a conversation nobody goes on with is forgotten."""

MOST = 10_000
"""Conversations kept; past it the one longest untouched is forgotten."""

ANSWERS = 10
"""Questions of one conversation whose answers can still be edited with them."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Hold a question without an answer, for the editors if the person agrees."""

    text: str
    language: str
    nearest: str | None
    score: float


@dataclass(slots=True)
class Session:
    """Hold one conversation.

    `language` is what is spoken, `chosen` what the person set, `looked_up` whether the journal
    was asked for it. `candidates` are those of the last question, `touched` is seconds of the sessions' clock.
    """

    context: Context = field(default_factory=Context)
    language: str = "de"
    chosen: str | None = None
    looked_up: bool = False
    unanswered: Unanswered | None = None
    candidates: tuple[Candidate, ...] = ()
    touched: float = 0.0
    _answers: dict[int, int] = field(default_factory=dict)

    def note(self, question: int, answer: int | None) -> None:
        """Remember which message answers which, for when the question is edited."""
        if answer is None:
            return
        self._answers[question] = answer
        while len(self._answers) > ANSWERS:
            del self._answers[next(iter(self._answers))]

    def answer_to(self, question: int) -> int | None:
        """Return the message that answered a question."""
        return self._answers.get(question)


class Sessions:
    """Hold the conversations, each by chat and person."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = MOST) -> None:
        self._clock = clock
        self._most = most
        self._sessions: OrderedDict[tuple[int, int], Session] = OrderedDict()

    def of(self, chat: int, person: int) -> Session:
        """Return the conversation, a fresh one if there was none."""
        self.fade()
        key = (chat, person)
        session = self._sessions.setdefault(key, Session())
        self._sessions.move_to_end(key)
        session.touched = self._clock()
        if len(self._sessions) > self._most:
            self._sessions.popitem(last=False)
        return session

    def fade(self) -> None:
        """Forget the conversations nobody goes on with."""
        oldest_kept = self._clock() - LASTS
        while self._sessions and next(iter(self._sessions.values())).touched < oldest_kept:
            self._sessions.popitem(last=False)

    def forget(self, chat: int) -> None:
        """Forget everything of a chat."""
        for key in [key for key in self._sessions if key[0] == chat]:
            del self._sessions[key]
