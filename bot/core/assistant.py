"""The assistant: the front door of the core; tells the story of one question in a few lines.

Targets of choices and buttons: `ID` (an entry or a talk), `ID/ASPECT` (one side of an entry),
`more` (the rest of what was shown), `none` (none of the options).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core import reading
from bot.core.answering import MORE, NONE_OF_THESE, Answering
from bot.core.aspects import (
    AspectEar,
    Cue,
    is_silent_on,
    side_asked,
    side_continued,
    side_telling,
    tells_of,
)
from bot.core.conversation import FRESH, after, faded, joined, with_candidates
from bot.core.deciding import decide
from bot.core.following import Following
from bot.core.languages import LanguageGuess
from bot.core.matching import Matcher
from bot.core.nouns import Candidate, Context, Entry, Kind, Knowledge, Question, Reply, Torn
from bot.core.phrasebook import Phrasebook
from bot.core.recalling import Recall, Recalled
from bot.core.splitting import two_parts, without_ruled_out
from bot.core.timetable import Timetable

EMERGENCY = 0.15
"""An emergency goes first from this probability: a needless 112 does little harm."""

CERTAIN_TALK = 0.9
"""From this confidence the timetable goes before the entries."""

NEW_SUBJECT = 0.75
"""From this probability another entry is meant, though "das" could point at the one in hand."""

NEW_SUBJECT_AGAINST_LEANING = 0.97
"""Likewise, though a word like "dabei" can only lean on what was said before."""

LONGEST_QUESTION = 1000
"""Characters of a question that are read: a giant text costs no more than a long one."""

NEAR = 0.2
"""From this probability a candidate is worth naming when nothing is known for sure."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """Hold one question as it was understood so far."""

    question: Question
    language: str
    context: Context
    words: Sequence[str]
    cues: Sequence[Cue]
    recalled: Recalled

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        return self.recalled.candidates

    @property
    def now(self) -> datetime:
        return self.question.now

    @property
    def subject(self) -> str:
        return self.context.subject or ""


class Assistant:
    """Answer questions from one state of the knowledge; holds nothing about people."""

    def __init__(self, knowledge: Knowledge, matcher: Matcher) -> None:
        self.knowledge = knowledge
        self.matcher = matcher
        self.book = Phrasebook(knowledge)
        self.timetable = Timetable(knowledge)
        self._answering = Answering(knowledge, self.book)
        has_sides = any(entry.aspects for entry in knowledge.entries.values())
        self._ear = AspectEar(knowledge.aspect_kinds if has_sides else {})
        self._following = Following(knowledge, self.book)
        self._guess = LanguageGuess(knowledge)
        self._starters = frozenset(
            word for text in self.book.words("words.asking") for word in reading.words(text)
        )
        self._recall = Recall(knowledge, matcher)

    def reply(self, question: Question, context: Context = FRESH) -> tuple[Reply, Context]:
        """Return the reply to a question, and the context the next one stands in."""
        context = faded(context, question.now)
        question = replace(question, text=question.text[:LONGEST_QUESTION])
        asked = self._asked(question, context)
        reply = next(filter(None, self._attempts(asked)))
        reply = with_candidates(reply, asked.candidates)
        refers = self._following.refers(asked.words)
        return reply, after(reply, context, question.now, refers=refers)

    def pick(
        self, target: str, now: datetime, language: str, context: Context = FRESH
    ) -> tuple[Reply, Context]:
        """Return the reply to a picked choice or button; unknown targets get a sentence."""
        reply = self._picked(target, now, language, context)
        return reply, after(reply, context, now)

    def show(self, target: str, now: datetime, language: str) -> Reply | None:
        """Return an entry, one side of it, or a talk; None where nothing has that id."""
        id_, _, aspect_id = target.partition("/")
        if entry := self.knowledge.entries.get(id_):
            if aspect := entry.aspect(aspect_id):
                return self._answering.aspect(entry, aspect, language, now.date())
            return self._answering.entry(entry, language, now.date())
        talk = self.knowledge.talks.get(id_)
        return self.timetable.card(talk, now, language) if talk else None

    def _asked(self, question: Question, context: Context) -> _Asked:
        words = reading.words(question.text)
        usual = context.language or question.language
        language = self._guess.of(question.text, usual) or usual or "de"
        recalled = self._recall.recall(without_ruled_out(question.text))
        return _Asked(question, language, context, words, self._ear.cues(words), recalled)

    def _attempts(self, asked: _Asked) -> Iterator[Reply | None]:
        """Try one way of understanding after the other; the last one always replies."""
        yield self._nothing_said(asked)
        yield self._pick_in_words(asked)
        yield self._more(asked)
        yield self._emergency(asked)
        yield self._two_questions(asked)
        talks = self._talks(asked)
        yield talks if talks and (asked.context.talks or talks.score >= CERTAIN_TALK) else None
        yield self._follow_up(asked)
        yield talks
        yield self._known(asked)
        yield self._continued(asked)
        yield self._asked_back(asked)
        yield self._unknown(asked)

    def _unknown(self, asked: _Asked) -> Reply:
        if asked.recalled.outside:
            return self._answering.outside(asked.recalled.outside, asked.language)
        near = [each for each in asked.candidates if each.score >= NEAR][:3]
        elsewhere = self._recall.is_elsewhere(asked.words)
        return self._answering.unknown(asked.language, near, elsewhere=elsewhere)

    def _nothing_said(self, asked: _Asked) -> Reply | None:
        if asked.words:
            return None
        return self._answering.phrase("empty", asked.language, "unknown")

    def _pick_in_words(self, asked: _Asked) -> Reply | None:
        choice = self._following.pick(asked.words, asked.context.choices)
        if choice is None:
            is_number = len(asked.words) == 1 and asked.words[0].isdigit()
            if not is_number or self._recall.is_written(asked.words):
                return None
            return self._answering.phrase("subject", asked.language, "choice")
        return self._picked(choice.target, asked.now, asked.language, asked.context)

    def _emergency(self, asked: _Asked) -> Reply | None:
        for candidate in asked.candidates[:1]:
            entry = self.knowledge.entries[candidate.id]
            if entry.kind is Kind.EMERGENCY and candidate.score >= EMERGENCY:
                return self._whole(entry, asked)
        return None

    def _more(self, asked: _Asked) -> Reply | None:
        if not self._following.wants_more(asked.words):
            return None
        return self._picked(MORE, asked.now, asked.language, asked.context)

    def _two_questions(self, asked: _Asked) -> Reply | None:
        parts = two_parts(asked.question.text, self._starters)
        if parts is None:
            return None
        first, second = (replace(asked.question, text=part) for part in parts)
        one = self._known(self._asked(first, asked.context))
        whole = self._recall.ruling(asked.candidates)
        if one is None or one.id is None or (whole and whole.id != one.id):
            return None
        other_context = after(one, asked.context, asked.now)
        other_asked = self._asked(second, other_context)
        other = self._follow_up(other_asked) or self._known(other_asked)
        if other is None or other.id is None or (other.id, other.aspect) == (one.id, one.aspect):
            return None
        return joined(one, other)

    def _talks(self, asked: _Asked) -> Reply | None:
        reply = self.timetable.reply(asked.question, asked.language, asked.context)
        if reply is None:
            return None
        best = self._recall.ruling(asked.candidates)
        if best is None or reply.score > best.score:
            return reply
        is_free = not self._recall.is_written(asked.words)
        return reply if is_free and reply.score >= CERTAIN_TALK else None

    def _follow_up(self, asked: _Asked) -> Reply | None:
        if not asked.cues:
            return None
        says_more = bool(self._following.remainder(asked.words, asked.cues[0].at))
        entry = self.knowledge.entries.get(asked.subject)
        if entry is not None:
            goes_on = not says_more or self._goes_on(entry, asked)
            return self._side(entry, asked, None) if goes_on else None
        if says_more or self._recall.is_written(asked.words) or self._is_certain(asked):
            return None
        return self._answering.phrase("subject", asked.language, "choice")

    def _is_certain(self, asked: _Asked) -> bool:
        best = self._recall.ruling(asked.candidates)
        return best is not None and best.score >= NEW_SUBJECT

    def _goes_on(self, entry: Entry, asked: _Asked) -> bool:
        """Tell whether words of their own still ask about the subject in hand, not a new one."""
        others = [each.score for each in asked.candidates if each.id != entry.id]
        limit = 0.0
        if self._following.leans(asked.words):
            limit = NEW_SUBJECT_AGAINST_LEANING
        elif self._following.points(asked.words):
            limit = NEW_SUBJECT
        is_new = max(others, default=0.0) >= limit
        return not is_new and side_asked(entry, asked.words, asked.cues) is not None

    def _known(self, asked: _Asked) -> Reply | None:
        best = self._recall.ruling(asked.candidates)
        if best is None:
            return None
        entry = self.knowledge.entries[best.id]
        return replace(self._side(entry, asked, best.aspect), score=best.score)

    def _continued(self, asked: _Asked) -> Reply | None:
        """Understand words that make sense only for the subject in hand."""
        entry = self.knowledge.entries.get(asked.subject)
        rest = self._following.remainder(asked.words, range(0))
        if entry is None or not rest:
            return None
        today = asked.now.date()
        aspect = side_continued(entry, rest)
        if self._following.refers(asked.words):
            aspect = aspect or side_telling(entry, rest)
            if not aspect and tells_of(entry, rest):
                return self._answering.entry(entry, asked.language, today)
        return self._answering.aspect(entry, aspect, asked.language, today) if aspect else None

    def _asked_back(self, asked: _Asked) -> Reply | None:
        verdict = decide(self._recall.contenders(asked.candidates))
        if not isinstance(verdict, Torn):
            return None
        return self._answering.choice(verdict.candidates, asked.language)

    def _side(self, entry: Entry, asked: _Asked, nearest: str | None) -> Reply:
        today = asked.now.date()
        if aspect := side_asked(entry, asked.words, asked.cues, nearest):
            return self._answering.aspect(entry, aspect, asked.language, today)
        if asked.cues and entry.aspects and is_silent_on(entry, asked.cues[0].about):
            return self._answering.without_aspect(entry, asked.language, today)
        return self._whole(entry, asked)

    def _whole(self, entry: Entry, asked: _Asked) -> Reply:
        reply = self._answering.entry(entry, asked.language, asked.now.date())
        return replace(reply, id=None) if entry.kind is Kind.SMALLTALK else reply

    def _picked(self, target: str, now: datetime, language: str, context: Context) -> Reply:
        if target == NONE_OF_THESE:
            return self._answering.phrase("none", language, "unknown")
        if target != MORE:
            return self.show(target, now, language) or self._answering.unknown(language)
        if talks := self.timetable.more(context, now, language):
            return talks
        if not context.subject and (last := self.timetable.nothing_more(context, language)):
            return last
        if entry := self.knowledge.entries.get(context.subject or ""):
            return self._answering.details(entry, language, now.date())
        return self._answering.phrase("subject", language, "choice")
