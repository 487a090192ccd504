"""Faces: commands, in German and English, and the bot's own pages that buttons open as well."""

import logging

from bot.errors import StoreError
from bot.faces.telegram.answering import ask, deliver, drawn
from bot.faces.telegram.house import House
from bot.faces.telegram.incoming import Incoming
from bot.faces.telegram.leaving import delete, stop
from bot.faces.telegram.links import ASK, started
from bot.faces.telegram.pages import Page
from bot.faces.telegram.presses import Verb
from bot.faces.telegram.sessions import Session

ASKED = ("now", "programme")
"""Commands that stand for a question; its words are in the knowledge."""

FIXED = ("start", "help", "topics", "contact", "language")
PRIVATE = ("mine", "language", "delete", "stop")
"""Commands about the person, which a group need not see."""

_log = logging.getLogger(__name__)


async def command(house: House, incoming: Incoming) -> None:
    """Carry out a command."""
    session = await house.session(incoming.chat, incoming.person, incoming.language)
    name, language = house.menu.command_of.get(incoming.command, ("", ""))
    if language and not session.chosen:
        session.language = language
    try:
        page = await _page(house, incoming, session, name)
    except StoreError as fault:
        _log.warning("%s", fault)
        page = house.view.plain(house.say("tg.trouble.store", session.language))
    if page is not None:
        await deliver(house, incoming, session, page)


async def own_page(house: House, session: Session, chat: int, name: str) -> Page | None:
    """Return one of the bot's own pages by name, in a private chat; None where there is none.

    Raise StoreError where it can't be had because of the database.
    """
    language = session.language
    if name in FIXED:
        return house.menu.page(name, language)
    if name in ASKED:
        page = await _asked(house, session, chat, name, private=True)
        return house.menu.with_home(page, language)
    if name == "mine":
        return house.mine_view.page(await house.kept(chat), language)
    if name == "privacy":
        return house.menu.privacy(language, consents=await house.consents(chat))
    if name == "delete":
        return await delete(house, chat, language)
    return await stop(house, chat, language) if name == "stop" else None


async def _page(house: House, incoming: Incoming, session: Session, name: str) -> Page | None:
    admins_own = house.outside.admin_commands.get(incoming.command)
    if admins_own and incoming.private and incoming.person in house.outside.admins:
        text, about = await admins_own(incoming.argument)
        report = house.view.button("tg.admin.report", session.language, Verb.REPORT, about or "")
        return house.view.plain(text, [(report,)] if about else ())
    if not name:
        unknown = house.say("tg.command.unknown", session.language)
        return house.view.plain(unknown) if incoming.private else None
    if name == "start" and incoming.argument and incoming.private:
        return await _linked(house, incoming, session)
    if not incoming.private:
        return await _in_group(house, incoming, session, name)
    return await own_page(house, session, incoming.chat, name)


async def _asked(house: House, session: Session, chat: int, name: str, *, private: bool) -> Page:
    """Return what a command gets that stands for a question about the programme."""
    if not house.talks:
        return house.view.plain(house.say("tg.asked.nothing", session.language))
    question = house.say(f"tg.asked.{name}", session.language)
    reply = ask(house, session, question, anew=True)
    return await drawn(house, reply, chat, private=private)


async def _in_group(house: House, incoming: Incoming, session: Session, name: str) -> Page | None:
    """Return what a command gets in a group: short, and the way to read on in private."""
    language = session.language
    if name in ASKED:
        return await _asked(house, session, incoming.chat, name, private=False)
    if name in PRIVATE:
        page = house.view.plain(house.say("tg.command.private", language))
    elif name == "privacy":
        page = house.menu.privacy(language, consents=False)
    else:
        page = house.menu.page(name, language) or house.menu.help(language)
    return Page(page.html, (house.view.private_row(house.me.name, language),))


async def _linked(house: House, incoming: Incoming, session: Session) -> Page:
    """Return what a deep link or a QR code opens."""
    language = session.language
    id_ = started(incoming.argument)
    if id_ == ASK:
        return house.view.plain(house.say("tg.ask.me", language))
    target = house.presses.target_of(id_) if id_ else None
    if target is None or house.assistant.show(target, house.now(), language) is None:
        start = house.menu.start(language)
        missing = house.view.plain(house.say("tg.start.missing", language)).html
        return Page(f"{missing}\n\n{start.html}", start.rows)
    reply, session.context = house.assistant.pick(target, house.now(), language, session.context)
    house.notes.count(reply.outcome, reply.id)
    return await drawn(house, reply, incoming.chat, private=True)
