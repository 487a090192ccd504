"""Faces: pressed buttons find what they do; every press is answered, also that of an old button."""

import asyncio
import logging
from collections.abc import Mapping, Sequence

from bot.core.nouns import Reply
from bot.errors import StoreError
from bot.faces.telegram import choosing, rating, starring
from bot.faces.telegram.answering import drawn
from bot.faces.telegram.commands import own_page
from bot.faces.telegram.house import Handler, House
from bot.faces.telegram.pages import Page, Row
from bot.faces.telegram.pressed import Act, Pressed
from bot.faces.telegram.presses import Verb
from bot.faces.telegram.sender import Gone, Where
from bot.faces.telegram.sessions import Session

_log = logging.getLogger(__name__)


async def press(house: House, pressed: Pressed) -> None:
    """Do what a button says, and answer the press once."""
    session = await house.session(pressed.chat, pressed.person, pressed.language)
    read = house.presses.read(pressed.carried)
    act = None
    try:
        if read is not None:
            act = await HANDLERS[read.verb](house, session, pressed, read.target)
    except StoreError as fault:
        _log.warning("%s", fault)
        act = Act(house.say("tg.trouble.store", session.language), alert=True)
    if act is None:
        act = Act(house.say("tg.toast.gone", session.language), alert=True)
    await asyncio.gather(
        house.sender.answer(pressed.query, act.toast, alert=act.alert), _show(house, pressed, act)
    )


async def _show(house: House, pressed: Pressed, act: Act) -> None:
    where = Where(pressed.chat, pressed.thread)
    try:
        if act.turn is not None:
            await house.sender.edit(pressed.chat, pressed.message, act.turn)
        elif act.rows is not None:
            await house.sender.edit_rows(pressed.chat, pressed.message, act.rows)
    except Gone:  # too old to be edited, or deleted: the page comes as a new message
        if act.turn is not None:
            await house.sender.send(where, act.turn)
    if act.say is not None:
        await house.sender.send(where, act.say)


async def _turn(house: House, session: Session, pressed: Pressed, target: str) -> Act | None:
    """Turn the message into the answer."""
    reply = _picked(house, session, target)
    if reply is None:
        return None
    page = await drawn(house, reply, pressed.chat, private=pressed.private)
    return Act(turn=_with_rows(page, _kept_rows(pressed)))


async def _open(house: House, session: Session, pressed: Pressed, target: str) -> Act | None:
    """Answer in a new message."""
    reply = _picked(house, session, target)
    if reply is None:
        return None
    return Act(say=await drawn(house, reply, pressed.chat, private=pressed.private))


async def _unfold(house: House, session: Session, pressed: Pressed, target: str) -> Act | None:
    return await _folded(house, session, pressed, target, unfolded=True)


async def _fold(house: House, session: Session, pressed: Pressed, target: str) -> Act | None:
    return await _folded(house, session, pressed, target, unfolded=False)


async def _folded(
    house: House, session: Session, pressed: Pressed, target: str, *, unfolded: bool
) -> Act | None:
    reply = house.assistant.show(target, house.now(), session.language)
    if reply is None:
        return None
    page = await drawn(house, reply, pressed.chat, private=True, unfolded=unfolded)
    return Act(turn=_with_rows(page, _kept_rows(pressed)))


async def _browse(house: House, session: Session, pressed: Pressed, target: str) -> Act | None:
    """Show an entry within the menu."""
    reply = _picked(house, session, target)
    if reply is None:
        return None
    page = await drawn(house, reply, pressed.chat, private=True)
    return Act(turn=_with_rows(page, house.menu.browsed(reply)))


async def _topic(house: House, session: Session, pressed: Pressed, target: str) -> Act | None:
    page = house.menu.topic(target, session.language)
    return Act(turn=page) if page else None


async def _page(house: House, session: Session, pressed: Pressed, target: str) -> Act | None:
    page = await own_page(house, session, pressed.chat, target)
    return Act(turn=page) if page else None


async def _next(house: House, session: Session, pressed: Pressed, target: str) -> Act:
    """Go on in a list of talks."""
    if not session.context.talks:
        return Act(house.say("tg.list.gone", session.language), alert=True)
    reply = _picked(house, session, "more")
    if reply is None:
        return Act(house.say("tg.list.gone", session.language), alert=True)
    return Act(say=await drawn(house, reply, pressed.chat, private=pressed.private))


async def _none(house: House, session: Session, pressed: Pressed, target: str) -> Act:
    reply, session.context = house.assistant.pick(
        "none", house.now(), session.language, session.context
    )
    return Act(turn=await drawn(house, reply, pressed.chat, private=pressed.private))


def _picked(house: House, session: Session, target: str) -> Reply | None:
    """Return the reply to a pick, with which the conversation goes on; None where it is gone."""
    now = house.now()
    if target != "more" and house.assistant.show(target, now, session.language) is None:
        return None
    reply, session.context = house.assistant.pick(target, now, session.language, session.context)
    session.candidates = ()
    if target != "more":
        house.notes.count(reply.outcome, reply.id)
    return reply


def _kept_rows(pressed: Pressed) -> list[Row]:
    """Return the rows that lead back into the menu, which stay while the page changes."""
    if not pressed.has(Verb.UNFOLD, Verb.FOLD, Verb.TURN):
        return []
    ways = {Verb.TOPIC, Verb.PAGE}
    return [row for row in pressed.rows[-1:] if all((each.press or "")[:1] in ways for each in row)]


def _with_rows(page: Page, rows: Sequence[Row]) -> Page:
    return Page(page.html, (*page.rows, *rows), page.rest)


HANDLERS: Mapping[Verb, Handler] = {
    Verb.TURN: _turn,
    Verb.OPEN: _open,
    Verb.UNFOLD: _unfold,
    Verb.FOLD: _fold,
    Verb.BROWSE: _browse,
    Verb.TOPIC: _topic,
    Verb.PAGE: _page,
    Verb.NEXT: _next,
    Verb.NONE: _none,
    **choosing.HANDLERS,
    **rating.HANDLERS,
    **starring.HANDLERS,
}
