"""Conversation: what one turn leaves behind for the next; pure functions over the nouns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.nouns import Candidate, Context, Kind, Reply

FRESH = Context()
"""The context of a conversation that begins."""

LASTS = timedelta(minutes=30)
"""How long a conversation's subject is kept."""

FOLLOWED = 0.9
"""The confidence of an answer that follows from the conversation rather than from the words."""

MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Named:
    """Hold the side of a thing that was asked for, and the entry of the one person a reply names."""

    about: str | None = None
    person: str | None = None


NOTHING = Named()


def faded(context: Context, now: datetime) -> Context:
    """Return the context, or only its language once it is too old."""
    if context.at is None or abs(now - context.at) <= LASTS:
        return context
    return Context(language=context.language)


def after(
    reply: Reply,
    context: Context,
    now: datetime,
    *,
    refers: bool = False,
    named: Named = NOTHING,
) -> Context:
    """Return the context that the next question stands in.

    Small talk leaves all as it was. What is not known leaves the subject too, though aside unless
    the question leant on it (`refers`): nobody has turned to another one. `named` is what the
    question asked for and whom the reply names.
    """
    if reply.kind is Kind.SMALLTALK:
        return replace(context, choices=reply.choices, language=reply.language, at=now)
    lost = reply.outcome != "answer" and reply.search is None  # the timetable keeps its own
    stays = lost and (refers or not context.talks)
    return Context(
        subject=context.subject if stays else reply.id,
        aside=stays and (context.aside or not refers),
        about=named.about,
        person=named.person or (context.person if reply.id == context.subject else None),
        choices=reply.choices or (reply.suggestions if reply.outcome == "unknown" else ()),
        talks=context.talks if lost and refers else reply.talks,
        language=reply.language,
        at=now,
        search=context.search if lost and refers else reply.search,
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
