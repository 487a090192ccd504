"""Core: replies that show talks – one card, a list in pieces of eight, a choice of speakers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.nouns import Choice, Reply
from bot.core.phrasebook import Phrasebook, in_language
from bot.core.talk_cards import MOST, TalkCards
from bot.core.talk_events import local_day
from bot.core.talk_finding import Finding
from bot.core.talk_index import Item, TalkIndex
from bot.core.talk_search import TalkSearch, by_time


class TalkReplies:
    """Make replies that remember the search they come from."""

    def __init__(self, book: Phrasebook, cards: TalkCards, index: TalkIndex) -> None:
        self._book = book
        self._cards = cards
        self._index = index

    def who(self, finding: Finding, search: TalkSearch, now: datetime, language: str) -> Reply:
        """Ask back which of two or three speakers is meant."""
        choices: list[Choice] = []
        talks: list[Item] = []
        for person in finding.people:
            items = by_time(self._index.items[at] for at in self._index.by_person[person])
            first = _most_current(items, now)
            name = self._index.person_names[person]
            title = in_language(first.talk.title, language)
            label = self._book.say("talk.choice.person", language, name=name, title=title)
            choices.append(Choice(label, first.talk.id))
            talks += items
        shown = tuple(dict.fromkeys(choice.target for choice in choices))
        text = self._book.say("talk.choice", language)
        return Reply(
            "choice",
            language,
            text,
            score=0.95,
            choices=tuple(choices),
            talks=shown,
            search=replace(search, shown=tuple(item.talk.id for item in talks)),
        )

    def card(self, item: Item, search: TalkSearch, now: datetime, language: str) -> Reply:
        """Return the card of the talk."""
        reply = self._cards.card(item, now, language)
        return replace(reply, search=replace(search, shown=(item.talk.id,)))

    def listing(
        self, items: Sequence[Item], search: TalkSearch, now: datetime, language: str
    ) -> Reply:
        """Return at most eight of the talks, from the search's offset on."""
        shown = items[search.offset : search.offset + MOST]
        more = search.offset + MOST < len(items)
        count, end = len(items), search.offset + len(shown)
        heading = search.heading or self._book.say("talk.heading.found", language, count=count)
        lines = [heading, "", *self._cards.lines(shown, now, language)]
        if more:
            lines += ["", self._book.say("talk.list.more", language, shown=end, count=count)]
        ids = tuple(item.talk.id for item in items)
        return Reply(
            "answer",
            language,
            "\n".join(lines),
            score=1.0,
            choices=self._cards.choices(shown, language, more=more),
            talks=tuple(item.talk.id for item in shown),
            sources=self._cards.sources(shown),
            search=replace(search, shown=ids),
        )


def _most_current(items: Sequence[Item], now: datetime) -> Item:
    """Return the next talk that comes, else the last that was."""
    coming = [item for item in items if item.day and item.day >= local_day(item.event, now)]
    return coming[0] if coming else items[-1]
