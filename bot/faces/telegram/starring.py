"""Faces: stars, reminders, calendars and places, by the buttons under a talk."""

from collections.abc import Mapping
from datetime import timedelta

from bot.core.nouns import Talk
from bot.core.phrasebook import in_language
from bot.core.reminding import LEADS, fingerprint, is_to_come
from bot.faces.telegram.house import Handler, House
from bot.faces.telegram.pages import Row
from bot.faces.telegram.pressed import Act, Pressed
from bot.faces.telegram.presses import Verb
from bot.faces.telegram.sender import Where
from bot.faces.telegram.sessions import Session

MINE = "mine"
"""The target of the calendar of all starred talks."""


async def _star(house: House, session: Session, pressed: Pressed, target: str) -> Act | None:
    """Star a talk; where it overlaps with a starred one, ask first."""
    talk = house.talks.get(target)
    if talk is None:
        return None
    stars = await house.journal.stars(pressed.chat)
    clash = "" if target in stars else house.talks_view.clash(talk, stars, session.language)
    if clash:
        rows = house.talks_view.clash_rows(talk, session.language)
        return Act(clash, alert=True, rows=rows)
    return await _starred(house, session, pressed, target)


async def _starred(house: House, session: Session, pressed: Pressed, target: str) -> Act | None:
    """Star a talk, overlap or not."""
    talk = house.talks.get(target)
    if talk is None:
        return None
    is_new = await _keep(house, session, pressed, talk)
    key = "tg.toast.starred" if is_new else "tg.toast.starred.already"
    rows = await _rows(house, session, pressed, talk)
    return Act(house.say(key, session.language), rows=rows)


async def _unstar(house: House, session: Session, pressed: Pressed, target: str) -> Act | None:
    await house.journal.unstar(pressed.chat, target)
    talk = house.talks.get(target)
    rows = await _rows(house, session, pressed, talk) if talk else None
    return Act(house.say("tg.toast.unstarred", session.language), rows=rows)


async def _leads(house: House, session: Session, pressed: Pressed, target: str) -> Act | None:
    """Offer how long before a talk to remind."""
    talk = house.talks.get(target)
    if talk is None:
        return None
    if not is_to_come(talk, house.now()):
        return Act(house.say("tg.toast.too-late", session.language), alert=True)
    kept = await house.kept(pressed.chat)
    return Act(rows=house.talks_view.leads(talk, kept, session.language))


async def _lead(house: House, session: Session, pressed: Pressed, target: str) -> Act | None:
    """Set a reminder; the target is "minutes.id"."""
    number, _, id_ = target.partition(".")
    talk = house.talks.get(id_)
    minutes = next((lead for lead in LEADS if str(lead) == number), None)
    if talk is None or minutes is None:
        return None
    if not is_to_come(talk, house.now() + timedelta(minutes=minutes)):
        rows = await _rows(house, session, pressed, talk)
        return Act(house.say("tg.toast.too-late", session.language), alert=True, rows=rows)
    await _keep(house, session, pressed, talk)
    await house.journal.remind(pressed.chat, id_, minutes, house.now())
    house.stirred.set()
    said = house.say("tg.toast.reminded", session.language, minutes=minutes)
    return Act(said, rows=await _rows(house, session, pressed, talk))


async def _forget(house: House, session: Session, pressed: Pressed, target: str) -> Act | None:
    await house.journal.forget(pressed.chat, target)
    talk = house.talks.get(target)
    rows = await _rows(house, session, pressed, talk) if talk else None
    return Act(house.say("tg.toast.forgotten", session.language), rows=rows)


async def _calendar(house: House, session: Session, pressed: Pressed, target: str) -> Act | None:
    """Send the talk, or all starred ones, as a calendar file."""
    talks = [house.talks[target]] if target in house.talks else []
    if target == MINE:
        stars = await house.journal.stars(pressed.chat)
        talks = [house.talks[id_] for id_ in stars if id_ in house.talks]
    if not talks:
        return None
    if not any(talk.start or talk.day for talk in talks):
        return Act(house.say("tg.toast.no-day", session.language), alert=True)
    content = house.outside.calendar(talks, house.now(), session.language)
    where = Where(pressed.chat, pressed.thread)
    name = house.say("tg.calendar.file", session.language) if target == MINE else target
    await house.sender.document(where, f"{name}.ics", content)
    return Act()


async def _place(house: House, session: Session, pressed: Pressed, target: str) -> Act | None:
    """Send where a talk or an entry is, as a point on the map."""
    talk = house.talks.get(target)
    entry = house.assistant.knowledge.entries.get(target)
    place = house.talks_view.place_of(talk) if talk else entry.place if entry else None
    found = talk or entry
    if place is None or found is None or place.latitude is None or place.longitude is None:
        return None
    title = in_language(found.title, session.language)
    await house.sender.place(Where(pressed.chat, pressed.thread), place, title)
    return Act()


async def _keep(house: House, session: Session, pressed: Pressed, talk: Talk) -> bool:
    """Star a talk and note what the person knows of it; return False if it was starred.

    Messages about it are to come in the person's language, so that is kept too, unless German.
    """
    if session.chosen is None and session.language != "de":
        await house.journal.set_language(pressed.chat, session.language, house.now())
        session.chosen = session.language
    is_new = await house.journal.star(pressed.chat, talk.id, talk.sequence, house.now())
    await house.journal.mark_told(pressed.chat, talk.id, fingerprint(talk))
    return is_new


async def _rows(house: House, session: Session, pressed: Pressed, talk: Talk) -> list[Row]:
    """Return the buttons of a talk as they are now."""
    now = house.now()
    reply = house.assistant.show(talk.id, now, session.language)
    if reply is None:
        return []
    kept = await house.kept(pressed.chat)
    unfolded = pressed.has(Verb.FOLD)
    return [*house.talks_view.card(reply, kept, now, unfolded=unfolded).rows]


HANDLERS: Mapping[Verb, Handler] = {
    Verb.STAR: _star,
    Verb.STAR_ANYWAY: _starred,
    Verb.UNSTAR: _unstar,
    Verb.LEADS: _leads,
    Verb.LEAD: _lead,
    Verb.FORGET: _forget,
    Verb.CALENDAR: _calendar,
    Verb.PLACE: _place,
}
