"""Conversation: what one turn leaves behind for the next; pure functions over the nouns."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.nouns import Candidate, Context, Kind, Reply

FRESH = Context()
"""The context of a conversation that begins."""

LASTS = timedelta(minutes=30)
"""How long a conversation's subject is kept."""

FOLLOWED = 0.9
"""The confidence of an answer that follows from the conversation rather than from the words."""

MOST_CANDIDATES = 5


def faded(context: Context, now: datetime) -> Context:
    """Return the context, or only its language once it is too old."""
    if context.at is None or abs(now - context.at) <= LASTS:
        return context
    return Context(language=context.language)


def after(reply: Reply, context: Context, now: datetime, *, refers: bool = False) -> Context:
    """Return the context that the next question stands in.

    `refers` tells whether the question leant on the subject; then it stays, though nothing was
    known of what was asked.
    """
    lost = reply.outcome == "unknown" and reply.search is None  # the timetable keeps its own
    keeps_subject = reply.kind is Kind.SMALLTALK or (refers and lost)
    return Context(
        subject=context.subject if keeps_subject else reply.id,
        choices=reply.choices or (reply.suggestions if reply.outcome == "unknown" else ()),
        talks=context.talks if keeps_subject else reply.talks,
        language=reply.language,
        at=now,
        search=context.search if keeps_subject else reply.search,
    )


def joined(one: Reply, other: Reply) -> Reply:
    """Return two replies as one; the first gives its id."""
    return replace(
        one,
        text=f"{one.text}\n\n{other.text}",
        details=None,
        sources=tuple(dict.fromkeys((*one.sources, *other.sources))),
        suggestions=tuple(dict.fromkeys((*one.suggestions, *other.suggestions))),
    )


def with_candidates(reply: Reply, ranked: Sequence[Candidate]) -> Reply:
    """Put what was answered first among the candidates, and its score on the reply."""
    if reply.candidates:
        return reply
    if reply.id and (not ranked or ranked[0].id != reply.id):
        own = Candidate(reply.id, reply.score or FOLLOWED)
        others = (each for each in ranked if each.id != reply.id)
        ranked = [own, *(replace(each, score=min(each.score, own.score)) for each in others)]
    score = reply.score or (ranked[0].score if ranked else 0.0)
    return replace(reply, candidates=tuple(ranked[:MOST_CANDIDATES]), score=score)
