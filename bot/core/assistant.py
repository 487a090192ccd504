"""The assistant: the front door of the core; tells the story of one question in a few lines.

Targets of choices and buttons: `ID` (an entry or a talk), `ID/ASPECT` (one side of an entry),
`more` (the rest of what was shown), `none` (none of the options).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.core import reading
from bot.core.answering import MORE, NONE_OF_THESE, Answering
from bot.core.asking import Asked
from bot.core.aspects import AspectEar, is_silent_on, side_asked
from bot.core.conversation import FRESH, after, faded, joined, with_candidates
from bot.core.deciding import Torn, decide
from bot.core.following import Following
from bot.core.going_on import GoingOn
from bot.core.languages import LanguageGuess
from bot.core.matching import Matcher
from bot.core.naming import Naming
from bot.core.nouns import Aspect, Candidate, Context, Entry, Kind, Knowledge, Question, Reply
from bot.core.phrasebook import Phrasebook
from bot.core.recalling import Recall
from bot.core.splitting import two_parts, without_ruled_out
from bot.core.timetable import Timetable
from bot.core.yearly import Yearly

CERTAIN_TALK = 0.9
"""From this confidence the timetable goes before the entries."""

CERTAIN = 0.75
"""From this probability an entry is meant, though a question without a subject could be asked."""

CORRECTED = 0.3
"""From this probability a correction means the entry: it hardly ever means something outside."""

LONGEST_QUESTION = 1000
"""Characters of a question that are read: a giant text costs no more than a long one."""

NEAR = 0.2
"""From this probability a candidate is worth naming when nothing is known for sure."""


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
        self._naming = Naming(knowledge)
        self._going_on = GoingOn(knowledge, matcher, self._following)
        self._yearly = Yearly(knowledge)

    def reply(self, question: Question, context: Context = FRESH) -> tuple[Reply, Context]:
        """Return the reply to a question, and the context the next one stands in."""
        context = faded(context, question.now)
        question = replace(question, text=question.text[:LONGEST_QUESTION])
        asked = self._asked(question, context)
        reply = next(filter(None, self._attempts(asked)))
        reply = with_candidates(reply, asked.candidates)
        return reply, self._after(reply, asked)

    def pick(
        self, target: str, now: datetime, language: str, context: Context = FRESH
    ) -> tuple[Reply, Context]:
        """Return the reply to a picked choice or button; unknown targets get a sentence."""
        reply = self._picked(target, now, language, context)
        return reply, after(reply, context, now, named=self._naming.of(reply))

    def show(self, target: str, now: datetime, language: str) -> Reply | None:
        """Return an entry, one side of it, or a talk; None where nothing has that id."""
        id_, _, aspect_id = target.partition("/")
        if entry := self.knowledge.entries.get(id_):
            if aspect := entry.aspect(aspect_id):
                return self._answering.aspect(entry, aspect, language, now.date())
            return self._answering.entry(entry, language, now.date())
        talk = self.knowledge.talks.get(id_)
        return self.timetable.card(talk, now, language) if talk else None

    def _asked(self, question: Question, context: Context) -> Asked:
        words = reading.words(question.text)
        usual = context.language or question.language
        language = self._guess.of(question.text, usual) or usual or "de"
        text, corrects = without_ruled_out(question.text), False
        if context.subject and not self._recall.is_written(words):
            said = self._following.opened(words)
            meant = self._following.corrected(said)
            corrects = meant is not None
            if len(meant or said) < len(words):
                words = meant or said
                text = " ".join(words)
        recalled = self._recall.recall(text)
        current = self._yearly.current(recalled.candidates, question.text, question.now)
        recalled = replace(recalled, candidates=current)
        mended = [recalled.repaired.get(word, word) for word in words]
        cues = self._ear.cues(words) or self._ear.cues(mended)
        return Asked(question, language, context, words, cues, recalled, corrects)

    def _attempts(self, asked: Asked) -> Iterator[Reply | None]:
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
        yield self._corrected(asked)
        yield self._known(asked)
        yield self._asked_back(asked)
        yield self._unknown(asked)

    def _after(self, reply: Reply, asked: Asked) -> Context:
        named = self._naming.of(reply, asked.cues)
        entry = self.knowledge.entries.get(reply.id or "")
        if named.about is None and entry and self._going_on.only_names(entry, asked):
            named = replace(named, about=asked.context.about)
        refers = self._following.refers(asked.words)
        return after(reply, asked.context, asked.now, refers=refers, named=named)

    def _unknown(self, asked: Asked) -> Reply:
        if asked.recalled.outside:
            return self._answering.outside(asked.recalled.outside, asked.language)
        near = [each for each in asked.candidates if each.score >= NEAR][:3]
        elsewhere = self._recall.is_elsewhere(asked.words)
        return self._answering.unknown(asked.language, near, elsewhere=elsewhere)

    def _nothing_said(self, asked: Asked) -> Reply | None:
        if asked.words:
            return None
        return self._answering.phrase("empty", asked.language, "unknown")

    def _pick_in_words(self, asked: Asked) -> Reply | None:
        choice = self._following.pick(asked.words, asked.context.choices)
        if choice is None:
            is_number = len(asked.words) == 1 and asked.words[0].isdigit()
            if not is_number or self._recall.is_written(asked.words):
                return None
            return self._answering.phrase("subject", asked.language, "choice")
        return self._picked(choice.target, asked.now, asked.language, asked.context)

    def _emergency(self, asked: Asked) -> Reply | None:
        told = self._recall.alarm(asked.question.text)
        return self._whole(told, asked) if told else None

    def _more(self, asked: Asked) -> Reply | None:
        if not self._following.wants_more(asked.words):
            return None
        return self._picked(MORE, asked.now, asked.language, asked.context)

    def _two_questions(self, asked: Asked) -> Reply | None:
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

    def _talks(self, asked: Asked) -> Reply | None:
        reply = self.timetable.reply(asked.question, asked.language, asked.context)
        if reply is None:
            return None
        best = self._recall.ruling(asked.candidates)
        if best is None or reply.score > best.score:
            return reply
        is_free = not self._recall.is_written(asked.words)
        return reply if is_free and reply.score >= CERTAIN_TALK else None

    def _follow_up(self, asked: Asked) -> Reply | None:
        """Go on about what is in hand, or ask what a question without a subject is about."""
        for entry in self._in_hand(asked):
            if self._going_on.goes_on(entry, asked):
                return self._side(entry, asked, self._going_on.side(entry, asked))
        if not asked.cues or self._following.remainder(asked.words, asked.cues[0].at):
            return None
        if self._recall.is_written(asked.words) or self._is_certain(asked):
            return None
        return self._answering.phrase("subject", asked.language, "choice")

    def _in_hand(self, asked: Asked) -> Iterator[Entry]:
        """Yield the person named last, if something known of one is asked; then the subject."""
        person = self.knowledge.entries.get(asked.context.person or "")
        meant = person is not None and self._following.means_person(asked.words)
        if person and meant and self._going_on.side(person, asked):
            yield person
        if asked.corrects and not asked.cues:
            return
        if entry := self.knowledge.entries.get(asked.subject):
            yield entry

    def _is_certain(self, asked: Asked) -> bool:
        best = self._recall.ruling(asked.candidates)
        return best is not None and best.score >= CERTAIN

    def _known(self, asked: Asked) -> Reply | None:
        best = self._recall.ruling(asked.candidates)
        return self._answered(best, asked) if best else None

    def _corrected(self, asked: Asked) -> Reply | None:
        """Answer what a correction means: looked up alone and beside what it corrects."""
        entry = self.knowledge.entries.get(asked.subject)
        if entry is None or not asked.corrects:
            return None
        title = self._answering.title(entry, asked.language)
        beside = replace(asked, recalled=self._recall.recall(f"{asked.text} {title}"))
        others = (*asked.candidates, *beside.candidates)
        best = max(others, key=lambda each: each.score, default=None)
        return self._answered(best, asked) if best and best.score >= CORRECTED else None

    def _answered(self, best: Candidate, asked: Asked) -> Reply:
        entry = self.knowledge.entries[best.id]
        aspect = side_asked(entry, asked.words, asked.cues, best.aspect)
        if entry.id == asked.subject:
            aspect = self._going_on.side(entry, asked)
        elif asked.context.about and self._going_on.only_names(entry, asked):
            same = (each for each in entry.aspects if each.about == asked.context.about)
            aspect = next(same, aspect)
        return replace(self._side(entry, asked, aspect), score=best.score)

    def _asked_back(self, asked: Asked) -> Reply | None:
        verdict = decide(self._recall.contenders(asked.candidates))
        if not isinstance(verdict, Torn):
            return None
        meant = [self.knowledge.entries[each.id] for each in verdict.candidates]
        if all(entry.kind is Kind.SMALLTALK for entry in meant):
            return self._whole(meant[0], asked)  # asking back would be odd: "do you mean bye?"
        return self._answering.choice(verdict.candidates, asked.language)

    def _side(self, entry: Entry, asked: Asked, aspect: Aspect | None) -> Reply:
        if aspect:
            return self._answering.aspect(entry, aspect, asked.language, asked.today)
        if asked.cues and entry.aspects and is_silent_on(entry, asked.cues[0].about):
            return self._answering.without_aspect(entry, asked.language, asked.today)
        return self._whole(entry, asked)

    def _whole(self, entry: Entry, asked: Asked) -> Reply:
        reply = self._answering.entry(entry, asked.language, asked.today)
        return replace(reply, id=None) if entry.kind is Kind.SMALLTALK else reply

    def _picked(self, target: str, now: datetime, language: str, context: Context) -> Reply:
        if target == NONE_OF_THESE:
            return self._answering.phrase("none", language, "unknown")
        if target != MORE:
            shown = self.show(target, now, language)
            return self.timetable.picked(shown or self._answering.unknown(language), context)
        if talks := self.timetable.more(context, now, language):
            return talks
        if not context.subject and (last := self.timetable.nothing_more(context, language)):
            return last
        if entry := self.knowledge.entries.get(context.subject or ""):
            return self._answering.details(entry, language, now.date())
        return self._answering.phrase("subject", language, "choice")
