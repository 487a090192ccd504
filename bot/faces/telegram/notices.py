"""Faces: messages somebody asked for: a reminder, a change of a starred talk; pure."""

from bot.core.nouns import Knowledge, Talk
from bot.core.phrasebook import Phrasebook, in_language
from bot.core.reminding import Due, Told, told_of
from bot.faces.telegram.pages import Button, Page, Row, bold, safe, shortened
from bot.faces.telegram.presses import Verb, written
from bot.faces.telegram.talk_words import TalkWords, place_name


class Notices:
    """Draw what is told without a question."""

    def __init__(self, knowledge: Knowledge, book: Phrasebook) -> None:
        self._say = book.say
        self._words = TalkWords(knowledge, book)

    def reminder(self, due: Due, language: str) -> Page:
        """Return the message that somebody asked for."""
        title = in_language(due.talk.title, language)
        key = {0: "tg.reminder.now", 1: "tg.reminder.one"}.get(due.minutes_left, "tg.reminder")
        key = "tg.reminder.late" if due.late else key
        text = self._say(key, language, title=title, minutes=abs(due.minutes_left))
        lines = [bold(text)]
        if place := place_name(due.talk):
            lines.append(safe(self._say("tg.reminder.place", language, place=place)))
        lines.append(safe(self._words.clock(due.talk, language)))
        button = Button(shortened(title), written(Verb.OPEN, due.talk.id))
        return Page("\n".join(lines), ((button,),))

    def change(self, talk: Talk, told: Told, language: str) -> Page:
        """Return the notice that a starred talk changed."""
        title = in_language(talk.title, language)
        first, *more = self._changes(talk, told, title, language)
        button = Button(shortened(title), written(Verb.OPEN, talk.id))
        return self._notice([bold(first), *map(safe, more)], language, ((button,),))

    def gone(self, title: str, language: str) -> Page:
        """Return the notice that a starred talk is no longer in the programme; '' for no title."""
        key = "tg.change.gone" if title else "tg.change.gone.unnamed"
        return self._notice([bold(self._say(key, language, title=title))], language)

    def _notice(self, lines: list[str], language: str, rows: tuple[Row, ...] = ()) -> Page:
        return Page("\n".join([*lines, safe(self._say("tg.change.stop", language))]), rows)

    def _changes(self, talk: Talk, told: Told, title: str, language: str) -> list[str]:
        now = told_of(talk)
        if now.status == "cancelled" and told.status != "cancelled":
            return [self._say("tg.change.cancelled", language, title=title)]
        back = told.status == "cancelled" and not now.status
        lines = [self._say("tg.change.back" if back else "tg.change", language, title=title)]
        if now.start != told.start:
            old, new = (self._words.moment(each, talk, language) for each in (told, now))
            lines.append(self._say("tg.change.time", language, old=old, new=new))
        old_place, new_place = _moved(told, now)
        if new_place:
            key = "tg.change.place" if old_place else "tg.change.place.new"
            lines.append(self._say(key, language, old=old_place, new=new_place))
        return lines


def _moved(old: Told, new: Told) -> tuple[str, str]:
    """Return the old and the new place, of stage and hall only what is no longer the same."""
    pairs = [(old.stage, new.stage), (old.hall, new.hall)]
    moved = [pair for pair in pairs if pair[0] != pair[1]]
    before, after = (
        (", ".join(filter(None, side)) for side in zip(*moved, strict=True)) if moved else ("", "")
    )
    return before, after
