"""Faces: a message that asks something is answered, and its answer edited with it."""

import time

from bot.core.conversation import FRESH
from bot.core.nouns import Question, Reply
from bot.errors import StoreError
from bot.faces.telegram.house import House
from bot.faces.telegram.incoming import Incoming
from bot.faces.telegram.pages import Page
from bot.faces.telegram.presses import Verb
from bot.faces.telegram.sender import Gone, Where
from bot.faces.telegram.sessions import Session, Unanswered


async def answer(house: House, incoming: Incoming) -> None:
    """Answer a question."""
    began = time.monotonic()
    session = await house.session(incoming.chat, incoming.person, incoming.language)
    async with house.thinking:  # one at a time: between two questions, replies go out
        reply = ask(house, session, incoming.text)
    house.notes.count(reply.outcome, reply.id)
    page = await drawn(house, reply, incoming.chat, private=incoming.private)
    if reply.outcome == "unknown" and incoming.private:
        page = await _unanswered(house, session, incoming, reply, page)
    await deliver(house, incoming, session, page)
    house.outside.figures.asked(reply.outcome, time.monotonic() - began)


async def answer_kind(house: House, incoming: Incoming) -> None:
    """Say what can't be done with a voice message, a photo …; once, however often it changes."""
    session = await house.session(incoming.chat, incoming.person, incoming.language)
    if incoming.edited and session.answer_to(incoming.message) is None:
        return  # a moving location, edited every few seconds
    text = house.say(f"tg.kind.{incoming.kind}", session.language)
    await deliver(house, incoming, session, house.view.plain(text))


def ask(house: House, session: Session, text: str, *, anew: bool = False) -> Reply:
    """Return the reply to a text in a conversation, which goes on from it or begins `anew`."""
    if anew:
        session.context = FRESH
    question = Question(text, house.now(), session.language)
    reply, session.context = house.assistant.reply(question, session.context)
    session.candidates = reply.candidates
    return reply


async def drawn(
    house: House, reply: Reply, chat: int, *, private: bool, unfolded: bool = False
) -> Page:
    """Return a reply as it looks in that chat: whole in a private one, short in a group."""
    if not private:
        return house.view.short(reply, house.me.name)
    if reply.id in house.talks and reply.talks == (reply.id,):
        kept = await house.kept(chat)
        return house.talks_view.card(reply, kept, house.now(), unfolded=unfolded)
    return house.view.page(reply, unfolded=unfolded)


async def deliver(house: House, incoming: Incoming, session: Session, page: Page) -> None:
    """Send a page, or put it in place of what answered the message before it was edited."""
    former = session.answer_to(incoming.message) if incoming.edited else None
    if former is not None:
        try:
            await house.sender.edit(incoming.chat, former, page)
        except Gone:
            session.note(incoming.message, None)
        else:
            return
    is_plain = incoming.private and not incoming.edited
    where = Where(incoming.chat, incoming.thread, None if is_plain else incoming.message)
    session.note(incoming.message, await house.sender.send(where, page))


async def _unanswered(
    house: House, session: Session, incoming: Incoming, reply: Reply, page: Page
) -> Page:
    """Keep the question if the person agreed to that once, else offer to pass it on."""
    if not any(char.isalpha() for char in incoming.text):
        return page
    best = reply.candidates[0] if reply.candidates else None
    nearest, score = (best.id, best.score) if best else (None, 0.0)
    session.unanswered = Unanswered(incoming.text, reply.language, nearest, score)
    if not await house.consents(incoming.chat):
        offer = house.view.button("tg.keep", reply.language, Verb.CONSENT, "ask")
        return Page(page.html, (*page.rows, (offer,)), page.rest)
    try:
        await keep_unanswered(house, session, incoming.update)
    except StoreError:  # the person did not ask for it now, so there is nothing to tell
        house.outside.figures.failed("StoreError")
    return page


async def keep_unanswered(house: House, session: Session, update: int | None = None) -> bool:
    """Keep the last unanswered question, if there is one; only with consent.

    `update` is the identity of the update it came with: after a crash that may come again.
    """
    last, session.unanswered = session.unanswered, None
    if last is None:
        return False
    await house.journal.keep_question(
        last.text, last.language, "unknown", last.nearest, last.score, house.now(), update
    )
    return True
