"""Faces: leaving: everything of a person is deleted, or all messages end."""

from bot.core.reminding import MUTED
from bot.faces.telegram.house import House
from bot.faces.telegram.journal import Deleted
from bot.faces.telegram.pages import Page
from bot.faces.telegram.presses import Verb


async def delete(house: House, chat: int, language: str) -> Page:
    """Delete everything of a person and say what it was."""
    deleted = await house.journal.delete(chat)
    house.sessions.forget(chat)
    what = ", ".join(_parts(house, deleted, language))
    key = "tg.deleted" if what else "tg.deleted.nothing"
    return house.view.plain(house.say(key, language, what=what))


async def stop(house: House, chat: int, language: str) -> Page:
    """End all messages the bot sends by itself; what is starred stays."""
    for talk in await house.journal.stars(chat):
        await house.journal.forget(chat, talk)
        await house.journal.mark_told(chat, talk, MUTED)
    delete_all = house.view.button("tg.delete", language, Verb.PAGE, "delete")
    rows = [(delete_all,), (house.view.home(language),)]
    return house.view.plain(house.say("tg.stopped", language), rows)


def _parts(house: House, deleted: Deleted, language: str) -> list[str]:
    counts = {
        "stars": deleted.stars,
        "reminders": deleted.reminders,
        "language": int(deleted.language),
        "consent": int(deleted.consent),
    }
    return [
        house.say(f"tg.deleted.{name}", language, count=count)
        for name, count in counts.items()
        if count
    ]
