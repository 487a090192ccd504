"""Faces: a talk's buttons, starred talks by day, reminders and changes in words; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.core.nouns import Entry, Event, Knowledge, Place, Reply, Talk
from bot.core.phrasebook import in_language
from bot.core.reminding import LEADS, Due, Told, clashes, is_to_come, told_of
from bot.faces.telegram.pages import LONGEST, Button, Page, Row, bold, safe, shortened, units
from bot.faces.telegram.presses import Verb, written
from bot.faces.telegram.view import View


@dataclass(frozen=True, slots=True)
class Kept:
    """Hold what one person keeps: starred talks, and minutes of reminders by talk."""

    stars: frozenset[str] = frozenset()
    reminders: Mapping[str, int] = field(default_factory=dict)


class TalksView:
    """Draw what can be done with talks."""

    def __init__(self, knowledge: Knowledge, view: View) -> None:
        self._entries = knowledge.entries
        self._events = knowledge.events
        self._talks = knowledge.talks
        self._view = view
        self._say = view.book.say
        self._places = _places(knowledge.entries.values())

    def card(self, reply: Reply, kept: Kept, now: datetime, *, unfolded: bool = False) -> Page:
        """Return the card of one talk with what can be done with it."""
        page = self._view.page(reply, unfolded=unfolded)
        rows = self.rows(self._talks[reply.id or ""], kept, now, reply.language)
        folding = page.rows[:1] if reply.details else ()
        return Page(page.html, (*rows, *folding, *page.rows[len(folding) :]), page.rest)

    def rows(self, talk: Talk, kept: Kept, now: datetime, language: str) -> list[Row]:
        """Return the buttons of a talk: star, reminder, calendar, map."""
        starred = talk.id in kept.stars
        key, verb = ("tg.starred", Verb.UNSTAR) if starred else ("tg.star", Verb.STAR)
        first = [self._view.button(key, language, verb, talk.id)]
        if is_to_come(talk, now):
            first.append(self._reminder(talk, kept, language))
        second = []
        if talk.start or talk.day:
            second.append(self._view.button("tg.calendar", language, Verb.CALENDAR, talk.id))
        place = self.place_of(talk)
        if button := self._view.map_button(place, language, talk.id):
            second.append(button)
        return [tuple(row) for row in (first, second) if row]

    def leads(self, talk: Talk, kept: Kept, language: str) -> list[Row]:
        """Return the choice of lead times."""
        buttons = [
            Button(self._say("tg.lead", language, minutes=m), written(Verb.LEAD, f"{m}.{talk.id}"))
            for m in LEADS
        ]
        back = self._view.button("tg.back", language, Verb.FOLD, talk.id)
        last = [back]
        if talk.id in kept.reminders:
            last.insert(0, self._view.button("tg.forget", language, Verb.FORGET, talk.id))
        return [*((button,) for button in buttons), tuple(last)]

    def clash_rows(self, talk: Talk, language: str) -> list[Row]:
        """Return the choice when a talk overlaps with one that is starred."""
        anyway = self._view.button("tg.star.anyway", language, Verb.STAR_ANYWAY, talk.id)
        return [(anyway, self._view.button("tg.star.not", language, Verb.FOLD, talk.id))]

    def clash(self, talk: Talk, stars: Iterable[str], language: str) -> str:
        """Say which starred talks overlap with this one, or ''."""
        others = clashes(talk, [self._talks[id_] for id_ in stars if id_ in self._talks])
        return "\n".join(
            self._say(
                "tg.clash",
                language,
                title=in_language(other.title, language),
                time=self._clock(other, language),
            )
            for other in others
        )

    def mine(self, kept: Kept, language: str) -> Page:
        """Return starred talks by day, clashes named."""
        talks = sorted((self._talks[id_] for id_ in kept.stars if id_ in self._talks), key=_moment)
        if not talks:
            programme = self._view.button("tg.programme", language, Verb.PAGE, "programme")
            return self._view.plain(
                self._say("tg.mine.none", language), [(programme, self._view.home(language))]
            )
        lines = [bold(self._say("tg.mine.head", language))]
        heading = ""
        for talk in talks:
            above = self._heading(talk, language)
            if above != heading:
                lines += ["", bold(above)]
                heading = above
            lines.append(safe(self._line(talk, kept, language)))
            before = [other for other in talks if _moment(other) < _moment(talk)]
            lines += [safe(self._overlap(other, language)) for other in clashes(talk, before)]
        rows: list[Row] = [
            (Button(shortened(in_language(t.title, language)), written(Verb.OPEN, t.id)),)
            for t in talks[:20]
        ]
        calendar = self._view.button("tg.calendar.all", language, Verb.CALENDAR, "mine")
        rows += [(calendar,), (self._view.home(language),)]
        return Page(*_cut(lines, tuple(rows)))

    def reminder(self, due: Due, language: str) -> Page:
        """Return the message that somebody asked for."""
        title = in_language(due.talk.title, language)
        key = {0: "tg.reminder.now", 1: "tg.reminder.one"}.get(due.minutes_left, "tg.reminder")
        key = "tg.reminder.late" if due.late else key
        text = self._say(key, language, title=title, minutes=abs(due.minutes_left))
        lines = [bold(text)]
        if place := _place_name(due.talk):
            lines.append(safe(self._say("tg.reminder.place", language, place=place)))
        lines.append(safe(self._clock(due.talk, language)))
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

    def place_of(self, talk: Talk) -> Place | None:
        """Return where a talk is: at its stage, in its hall, or where its event is."""
        for name in (talk.stage, talk.hall):
            if name and name.casefold() in self._places:
                return self._places[name.casefold()]
        event = self._entries.get(talk.event)
        return event.place if event else None

    def event_of(self, talk: Talk) -> Event:
        """Return the event a talk belongs to."""
        return self._events[talk.event]

    def _changes(self, talk: Talk, told: Told, title: str, language: str) -> list[str]:
        now = told_of(talk)
        if now.status == "cancelled" and told.status != "cancelled":
            return [self._say("tg.change.cancelled", language, title=title)]
        back = told.status == "cancelled" and not now.status
        lines = [self._say("tg.change.back" if back else "tg.change", language, title=title)]
        if now.start != told.start:
            old, new = (self._moment(each, talk, language) for each in (told, now))
            lines.append(self._say("tg.change.time", language, old=old, new=new))
        old_place, new_place = _moved(told, now)
        if new_place:
            key = "tg.change.place" if old_place else "tg.change.place.new"
            lines.append(self._say(key, language, old=old_place, new=new_place))
        return lines

    def _moment(self, told: Told, talk: Talk, language: str) -> str:
        moment = told.moment
        if moment is None:
            return self._say("tg.change.untimed", language)
        if "T" not in told.start:
            return self._day(moment.date(), language)
        local = moment.astimezone(ZoneInfo(self.event_of(talk).timezone))
        return self._say(
            "tg.time",
            language,
            weekday=self._say(f"talk.weekday.{local.weekday()}", language),
            day=local.day,
            month=self._say(f"month.{local.month:02}", language),
            time=f"{local:%H:%M}",
        )

    def _reminder(self, talk: Talk, kept: Kept, language: str) -> Button:
        minutes = kept.reminders.get(talk.id)
        if minutes is None:
            return self._view.button("tg.remind", language, Verb.LEADS, talk.id)
        label = self._say("tg.reminded", language, minutes=minutes)
        return Button(label, written(Verb.LEADS, talk.id))

    def _heading(self, talk: Talk, language: str) -> str:
        event = self.event_of(talk)
        day = _day_of(talk, event)
        title = in_language(event.title, language)
        if day is None:
            return self._say("tg.mine.undated", language, event=title)
        return self._day(day, language)

    def _day(self, day: date, language: str) -> str:
        return self._say(
            "talk.date",
            language,
            weekday=self._say(f"talk.weekday.{day.weekday()}", language),
            day=day.day,
            month=self._say(f"month.{day.month:02}", language),
            year=day.year,
        )

    def _line(self, talk: Talk, kept: Kept, language: str) -> str:
        place = _place_name(talk)
        line = self._say(
            "tg.mine.line",
            language,
            time=self._clock(talk, language),
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
        return self._say("tg.mine.clash", language, title=title, time=self._clock(other, language))

    def _clock(self, talk: Talk, language: str) -> str:
        if talk.start is None:
            return self._say("talk.list.no-time", language)
        zone = ZoneInfo(self.event_of(talk).timezone)
        start = f"{talk.start.astimezone(zone):%H:%M}"
        if talk.end is None:
            return self._say("talk.time.open", language, start=start)
        end = f"{talk.end.astimezone(zone):%H:%M}"
        return self._say("talk.time.range", language, start=start, end=end)


def _moved(old: Told, new: Told) -> tuple[str, str]:
    """Return the old and the new place, of stage and hall only what is no longer the same."""
    pairs = [(old.stage, new.stage), (old.hall, new.hall)]
    moved = [pair for pair in pairs if pair[0] != pair[1]]
    before, after = (
        (", ".join(filter(None, side)) for side in zip(*moved, strict=True)) if moved else ("", "")
    )
    return before, after


def _moment(talk: Talk) -> tuple[str, str]:
    start = talk.start.isoformat() if talk.start else talk.day.isoformat() if talk.day else "9"
    return start, talk.id


def _day_of(talk: Talk, event: Event) -> date | None:
    return talk.start.astimezone(ZoneInfo(event.timezone)).date() if talk.start else talk.day


def _place_name(talk: Talk) -> str:
    return ", ".join(dict.fromkeys(filter(None, (talk.stage, talk.hall))))


def _places(entries: Iterable[Entry]) -> dict[str, Place]:
    """Return the places of entries by their titles and names."""
    places: dict[str, Place] = {}
    for entry in entries:
        if entry.place is None:
            continue
        for name in (*entry.title.values(), *(n for names in entry.names.values() for n in names)):
            places.setdefault(name.casefold(), entry.place)
    return places


def _cut(
    lines: Sequence[str], rows: tuple[Row, ...]
) -> tuple[str, tuple[Row, ...], tuple[str, ...]]:
    """Join whole lines to texts that fit into a message each."""
    texts: list[list[str]] = [[]]
    for line in lines:
        if units("\n".join([*texts[-1], line])) > LONGEST:
            texts.append([])
        texts[-1].append(line)
    first, *rest = ("\n".join(each).strip("\n") for each in texts)
    return first, rows, tuple(rest)
