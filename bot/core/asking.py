"""Asking: one question as it was understood so far; what the ways of understanding share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.aspects import Cue
from bot.core.nouns import Candidate, Context, Question
from bot.core.recalling import Recalled


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold one question: its words, what they ask for, and what the knowledge holds for them.

    `corrects` tells whether it takes back what was understood before ("no, I meant …"); the words
    are those after that.
    """

    question: Question
    language: str
    context: Context
    words: Sequence[str]
    cues: Sequence[Cue]
    recalled: Recalled
    corrects: bool = False

    @property
    def text(self) -> str:
        """Return the words as one text."""
        return " ".join(self.words)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Return what may be meant, best first; never what was just corrected."""
        subject = self.context.subject if self.corrects else None
        return tuple(each for each in self.recalled.candidates if each.id != subject)

    @property
    def now(self) -> datetime:
        """Return the time it was asked."""
        return self.question.now

    @property
    def today(self) -> date:
        """Return the day it was asked."""
        return self.question.now.date()

    @property
    def subject(self) -> str:
        """Return the id of what the conversation is about, or nothing."""
        return self.context.subject or ""
