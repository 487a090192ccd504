"""Faces: what people think of an answer: helpful or not, and what an editor finds wrong."""

from collections.abc import Mapping

from bot.core.nouns import Choice
from bot.faces.telegram.house import Handler, House
from bot.faces.telegram.pages import Row
from bot.faces.telegram.pressed import Act, Pressed
from bot.faces.telegram.presses import Verb
from bot.faces.telegram.sessions import Session

ALTERNATIVES = 2


async def _helpful(house: House, session: Session, pressed: Pressed, target: str) -> Act:
    await house.journal.rate(target, helpful=True, now=house.now())
    thanks = house.say("tg.toast.thanks", session.language)
    return Act(thanks, rows=_without_rating(pressed))


async def _unhelpful(house: House, session: Session, pressed: Pressed, target: str) -> Act:
    """Say sorry, offer what else may have been meant, and where people are."""
    await house.journal.rate(target, helpful=False, now=house.now())
    language = session.language
    others = _alternatives(house, session, target)
    text = house.say("tg.unhelpful.reply" if others else "tg.unhelpful.plain", language)
    contact = house.view.button("tg.contact", language, Verb.PAGE, "contact")
    rows = [*house.view.choices(others, language, Verb.OPEN), (contact,)]
    thanks = house.say("tg.toast.thanks", language)
    return Act(thanks, rows=_without_rating(pressed), say=house.view.plain(text, rows))


def _alternatives(house: House, session: Session, target: str) -> list[Choice]:
    """Return what else the question may have meant, or what is related."""
    id_ = target.partition("/")[0]
    entry = house.assistant.knowledge.entries.get(id_)
    ids = [each.id for each in session.candidates if session.context.subject == id_]
    ids += entry.related if entry else ()
    others = [each for each in dict.fromkeys(ids) if each != id_]
    return house.menu.options(others, session.language)[:ALTERNATIVES]


async def _report(house: House, session: Session, pressed: Pressed, target: str) -> Act | None:
    """Note that an answer is wrong; for editors only."""
    report = house.outside.report_fault
    if report is None or pressed.person not in house.outside.admins:
        return None
    return Act(await report(target), alert=True, rows=())


def _without_rating(pressed: Pressed) -> list[Row]:
    rating = {Verb.HELPFUL, Verb.UNHELPFUL}
    return [
        row for row in pressed.rows if not any((each.press or "")[:1] in rating for each in row)
    ]


HANDLERS: Mapping[Verb, Handler] = {
    Verb.HELPFUL: _helpful,
    Verb.UNHELPFUL: _unhelpful,
    Verb.REPORT: _report,
}
