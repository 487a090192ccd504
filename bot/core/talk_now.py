"""Core: what is on now and what comes next, stage by stage; the programme of a day."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.core.nouns import Event, Reply
from bot.core.phrasebook import Phrasebook, in_language
from bot.core.talk_cards import MOST, TalkCards
from bot.core.talk_events import local_day
from bot.core.talk_index import Item
from bot.core.talk_search import by_time, is_running
from bot.core.talk_times import title_of


class TalkNow:
    """Say what runs now and next at an event; before it the first day, afterwards the last."""

    def __init__(self, book: Phrasebook, cards: TalkCards) -> None:
        self._book = book
        self._cards = cards

    def now_and_next(
        self, event: Event | None, items: Sequence[Item], now: datetime, language: str
    ) -> Reply:
        """Return what the talks of the event are doing now; `items` may be one stage's only."""
        if event is None:
            return self._plain(self._book.say("talk.none.at-all", language), language)
        if not items:
            return self.no_programme(event, language)
        today = local_day(event, now)
        if today < event.start:
            return self._beside(event, _first_day(items), now, language, "talk.now.before")
        if today > event.end:
            return self._beside(event, _last_day(items), now, language, "talk.now.after")
        return self._during(event, items, now, language)

    def next_ones(
        self, event: Event | None, items: Sequence[Item], now: datetime, language: str
    ) -> Reply | None:
        """Return the next talk of every stage, or None where nothing more comes."""
        coming = _next_by_stage(items, now)
        if event is None or not coming:
            return None
        lines = [self._next_line(item, now, language) for item in coming[:MOST]]
        reply = self._reply([self._heading(event, now, language), *lines], coming[:MOST], language)
        return replace(reply, id=coming[0].talk.id) if len(coming) == 1 else reply

    def no_programme(self, event: Event, language: str) -> Reply:
        """Return that no programme of the event is known."""
        text = self._book.say(
            "talk.none.programme",
            language,
            event=in_language(event.title, language),
            days=self._cards.times.days(event, language),
        )
        return self._plain(text, language)

    def _during(self, event: Event, items: Sequence[Item], now: datetime, language: str) -> Reply:
        running = by_time(item for item in items if is_running(item, now) and not _is_off(item))
        coming = _next_by_stage(items, now)
        shown = [*running, *coming][:MOST]
        lines = [self._heading(event, now, language)]
        if not running:
            lines.append(self._book.say("talk.now.nothing", language))
        for item in shown:
            line = self._running_line if item in running else self._next_line
            lines.append(line(item, now, language))
        if not coming:
            lines.append(self._book.say("talk.now.nothing.left", language))
        here = len({item.talk.stage for item in items}) == 1
        untimed = [
            each for each in items if each.start is None and _may_be_on(each, event, now, here)
        ]
        if untimed and len(shown) < MOST:
            untimed = untimed[: MOST - len(shown)]
            lines += [self._cards.line(item, now, language) for item in untimed]
            shown += untimed
        return self._reply(lines, shown, language)

    def _beside(
        self, event: Event, items: Sequence[Item], now: datetime, language: str, key: str
    ) -> Reply:
        text = self._book.say(
            key,
            language,
            event=in_language(event.title, language),
            days=self._cards.times.days(event, language),
        )
        shown = by_time(items)[:MOST]
        return self._reply([text, *self._cards.lines(shown, now, language)], shown, language)

    def _running_line(self, item: Item, now: datetime, language: str) -> str:
        state, rest = self._cards.times.relation(item, now)
        return self._book.say(
            f"talk.now.{state}",
            language,
            stage=self._place(item, language),
            title=title_of(item.talk, language),
            rest=self._cards.times.rest(rest, language, left=state == "running") if rest else "",
        )

    def _next_line(self, item: Item, now: datetime, language: str) -> str:
        state, rest = self._cards.times.relation(item, now)
        return self._book.say(
            "talk.now.next" if state == "soon" else "talk.now.next.later",
            language,
            stage=self._place(item, language),
            title=title_of(item.talk, language),
            date=self._cards.times.day(item.day, language) if item.day else "",
            time=self._cards.times.clock(item, language),
            rest=self._cards.times.rest(rest, language) if rest else "",
        )

    def _place(self, item: Item, language: str) -> str:
        return self._cards.place(item, language) or self._book.say("talk.now.stageless", language)

    def _heading(self, event: Event, now: datetime, language: str) -> str:
        day = self._cards.times.day(local_day(event, now), language)
        return self._book.say(
            "talk.now", language, event=in_language(event.title, language), date=day
        )

    def _reply(self, lines: Iterable[str], shown: Sequence[Item], language: str) -> Reply:
        return Reply(
            outcome="answer",
            language=language,
            text="\n".join(lines),
            score=1.0,
            talks=tuple(item.talk.id for item in shown),
            choices=self._cards.choices(shown, language),
            sources=self._cards.sources(shown),
        )

    def _plain(self, text: str, language: str) -> Reply:
        return Reply("unknown", language, text, score=1.0)


def _may_be_on(item: Item, event: Event, now: datetime, here: bool) -> bool:  # noqa: FBT001
    """Tell whether a talk without a time is today's, or at the one stage asked for on some day."""
    return item.day == local_day(event, now) or (here and item.day is None)


def _is_off(item: Item) -> bool:
    return item.talk.status == "cancelled"


def _next_by_stage(items: Iterable[Item], now: datetime) -> list[Item]:
    moment = now.astimezone(UTC)
    first: dict[str, Item] = {}
    for item in by_time(items):
        if item.start is not None and item.start > moment and not _is_off(item):
            first.setdefault(item.talk.stage or item.talk.hall or "", item)
    return by_time(first.values())


def _first_day(items: Sequence[Item]) -> list[Item]:
    days = [item.day for item in items if item.day]
    return [item for item in items if item.day == min(days)] if days else list(items)


def _last_day(items: Sequence[Item]) -> list[Item]:
    days = [item.day for item in items if item.day]
    return [item for item in items if item.day == max(days)] if days else list(items)
