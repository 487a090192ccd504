"""Curation: the inbox – questions that went unanswered or were badly rated, as an editor reads them.

Nobody's name is in it: the journal keeps such questions only with consent, masked and without
who asked. Three questions need not be three people, but fewer questions are surely fewer people,
so a text asked fewer than PUBLIC_FROM times is for editors only.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core import reading
from bot.core.assistant import Assistant
from bot.core.nouns import Candidate, Knowledge
from bot.core.phrasebook import Phrasebook
from bot.curation.grouping import group
from bot.stores.journal_nouns import KeptQuestion

PUBLIC_FROM = 3
"""From so many times on a text may be shown to others than editors."""

FAULT_REPORTED = "fault"
"""The outcome a question is kept under when an admin says its answer is wrong."""

MOST_SHOWN = 10
MOST_PHRASINGS = 5
MOST_OFFERED = 3

_TELLING_NOTHING = ("words.framing", "words.asking", "words.pointing")


@dataclass(frozen=True, slots=True)
class Bundle:
    """Hold questions that ask alike: the most typical text, and what comes nearest today."""

    text: str
    language: str
    questions: tuple[KeptQuestion, ...]
    nearest: Candidate | None
    others: tuple[Candidate, ...] = ()
    """What comes next after the nearest entry, best first."""

    @property
    def ids(self) -> tuple[int, ...]:
        """Return the questions' ids, to settle them."""
        return tuple(each.id for each in self.questions)

    @property
    def phrasings(self) -> tuple[str, ...]:
        """Return the different texts, most typical first, a handful at most."""
        by_words = {tuple(reading.words(each.text)): each.text for each in reversed(self.questions)}
        return tuple(dict.fromkeys((self.text, *reversed(by_words.values()))))[:MOST_PHRASINGS]

    @property
    def offered(self) -> tuple[Candidate, ...]:
        """Return the entries that may be meant, best first."""
        return (self.nearest, *self.others) if self.nearest else ()

    def __str__(self) -> str:
        near = f" – am nächsten: {_scored(self.nearest)}" if self.nearest else ""
        return f"{len(self.questions)}× {self.text}{near}{self._rated()}"

    def _rated(self) -> str:
        bad = sum(each.outcome == "answer" for each in self.questions)
        rated = f" – davon {bad} beantwortet, aber schlecht bewertet" if bad else ""
        wrong = {each.nearest or "?" for each in self.questions if each.outcome == FAULT_REPORTED}
        return rated + (f" – als falsch gemeldet: {', '.join(sorted(wrong))}" if wrong else "")


def bundled(questions: Sequence[KeptQuestion], assistant: Assistant) -> list[Bundle]:
    """Group the questions, largest group first."""
    groups = group([each.text for each in questions], telling_nothing(assistant.knowledge))
    return [_bundle([questions[place] for place in each.members], assistant) for each in groups]


def telling_nothing(knowledge: Knowledge) -> frozenset[str]:
    """Return the folded words that don't say what a question is about."""
    book = Phrasebook(knowledge)
    texts = [text for each in knowledge.filler.values() for text in each]
    texts += [text for key in _TELLING_NOTHING for text in book.words(key)]
    texts += [
        cue
        for kind in knowledge.aspect_kinds.values()
        for each in kind.cues.values()
        for cue in each
    ]
    return frozenset(word for text in texts for word in reading.words(text))


def inbox_text(bundles: Sequence[Bundle], most: int = MOST_SHOWN) -> str:
    """Return the largest groups, one a line, for editors."""
    if not bundles:
        return "Keine offenen Fragen."
    total = sum(len(each.questions) for each in bundles)
    lines = [f"{total} offene Fragen in {len(bundles)} Gruppen:"]
    lines += [f"{number}. {each}" for number, each in enumerate(bundles[:most], start=1)]
    if len(bundles) > most:
        lines.append(f"… und {len(bundles) - most} kleinere Gruppen (im Terminal: review)")
    return "\n".join(lines)


def _bundle(questions: Sequence[KeptQuestion], assistant: Assistant) -> Bundle:
    languages = Counter(each.language for each in questions)
    ranked = assistant.matcher.rank(questions[0].text).candidates
    return Bundle(
        text=questions[0].text,
        language=languages.most_common(1)[0][0],
        questions=tuple(questions),
        nearest=ranked[0] if ranked else None,
        others=tuple(ranked[1:MOST_OFFERED]),
    )


def _scored(candidate: Candidate) -> str:
    return f"{candidate.id} ({f'{candidate.score:.2f}'.replace('.', ',')})"
