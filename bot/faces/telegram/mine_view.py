"""Faces: starred talks by day, overlaps named; pure."""

from collections.abc import Sequence

from bot.core.nouns import Knowledge, Talk
from bot.core.phrasebook import in_language
from bot.core.reminding import clashes
from bot.faces.telegram.pages import LONGEST, Button, Page, Row, bold, safe, shortened, units
from bot.faces.telegram.presses import Verb, written
from bot.faces.telegram.talk_words import TalkWords, place_name
from bot.faces.telegram.talks_view import Kept
from bot.faces.telegram.view import View

MOST_BUTTONS = 20


class MineView:
    """Draw what a person keeps."""

    def __init__(self, knowledge: Knowledge, view: View) -> None:
        self._talks = knowledge.talks
        self._view = view
        self._say = view.book.say
        self._words = TalkWords(knowledge, view.book)

    def page(self, kept: Kept, language: str) -> Page:
        """Return starred talks by day, overlaps named."""
        talks = sorted((self._talks[id_] for id_ in kept.stars if id_ in self._talks), key=_moment)
        home = self._view.home(language)
        if not talks:
            programme = self._view.button("tg.programme", language, Verb.PAGE, "programme")
            return self._view.plain(self._say("tg.mine.none", language), [(programme, home)])
        rows: list[Row] = [
            (Button(shortened(in_language(t.title, language)), written(Verb.OPEN, t.id)),)
            for t in talks[:MOST_BUTTONS]
        ]
        calendar = self._view.button("tg.calendar.all", language, Verb.CALENDAR, "mine")
        first, *rest = _cut(self._lines(talks, kept, language))
        return Page(first, (*rows, (calendar,), (home,)), tuple(rest))

    def _lines(self, talks: Sequence[Talk], kept: Kept, language: str) -> list[str]:
        lines = [bold(self._say("tg.mine.head", language))]
        heading = ""
        for place, talk in enumerate(talks):
            above = self._heading(talk, language)
            if above != heading:
                lines += ["", bold(above)]
                heading = above
            lines.append(safe(self._line(talk, kept, language)))
            lines += [safe(self._overlap(e, language)) for e in clashes(talk, talks[:place])]
        return lines

    def _heading(self, talk: Talk, language: str) -> str:
        day = self._words.day_of(talk)
        if day is not None:
            return self._words.day(day, language)
        event = in_language(self._words.event_of(talk).title, language)
        return self._say("tg.mine.undated", language, event=event)

    def _line(self, talk: Talk, kept: Kept, language: str) -> str:
        place = place_name(talk)
        line = self._say(
            "tg.mine.line",
            language,
            time=self._words.clock(talk, language),
            title=in_language(talk.title, language),
            place=self._say("tg.mine.place", language, place=place) if place else "",
        )
        if talk.status == "cancelled":
            return self._say("tg.mine.cancelled", language, line=line)
        minutes = kept.reminders.get(talk.id)
        if minutes is None:
            return line
        return self._say("tg.mine.reminder", language, line=line, minutes=minutes)

    def _overlap(self, other: Talk, language: str) -> str:
        title = in_language(other.title, language)
        return self._say(
            "tg.mine.clash", language, title=title, time=self._words.clock(other, language)
        )


def _moment(talk: Talk) -> tuple[str, str]:
    start = talk.start.isoformat() if talk.start else talk.day.isoformat() if talk.day else "9"
    return start, talk.id


def _cut(lines: Sequence[str]) -> list[str]:
    """Join whole lines to texts that fit into a message each."""
    texts: list[list[str]] = [[]]
    for line in lines:
        if units("\n".join([*texts[-1], line])) > LONGEST:
            texts.append([])
        texts[-1].append(line)
    return ["\n".join(each).strip("\n") for each in texts]
