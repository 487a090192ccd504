"""Faces: what a person chooses for good: the language, and consent that questions are kept."""

from collections.abc import Mapping

from bot.core.nouns import Context
from bot.faces.telegram.answering import keep_unanswered
from bot.faces.telegram.house import Handler, House
from bot.faces.telegram.menu import LANGUAGES
from bot.faces.telegram.pressed import Act, Pressed
from bot.faces.telegram.presses import Verb
from bot.faces.telegram.sessions import Session


async def _language(house: House, session: Session, pressed: Pressed, target: str) -> Act | None:
    if target not in LANGUAGES:
        return None
    await house.journal.set_language(pressed.chat, target, house.now())
    session.language = session.chosen = target
    session.context = Context(language=target)
    said = house.view.plain(house.say("tg.language.set", target))
    return Act(turn=house.menu.with_home(said, target))


async def _consent(house: House, session: Session, pressed: Pressed, target: str) -> Act | None:
    """Ask for consent, take it, or take it back."""
    language, given = session.language, target == "yes"
    if target == "ask":
        return Act(say=house.menu.consent(language))
    if target == "no":
        session.unanswered = None
        return Act(turn=house.view.plain(house.say("tg.consent.refused", language)))
    if target not in {"yes", "revoke"}:
        return None
    await house.journal.set_consent(pressed.chat, given=given, now=house.now())
    if not given:
        return Act(turn=house.view.plain(house.say("tg.consent.revoked", language)))
    key = "tg.consent.kept" if await keep_unanswered(house, session) else "tg.consent.noted"
    return Act(turn=house.view.plain(house.say(key, language)))


HANDLERS: Mapping[Verb, Handler] = {Verb.LANGUAGE: _language, Verb.CONSENT: _consent}
