"""Core: replies in the course of a visit, which keep what was searched before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.nouns import Context, Event, Reply
from bot.core.phrasebook import Phrasebook
from bot.core.talk_cards import TalkCards
from bot.core.talk_index import Item
from bot.core.talk_search import TalkSearch

SURE = 0.93
"""How sure a follow-up is."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Hold where a conversation stands: what was before, the time, the language."""

    context: Context
    now: datetime
    language: str

    @property
    def search(self) -> TalkSearch:
        """Return what was searched before, or a search for nothing yet."""
        before = self.context.search
        return before if isinstance(before, TalkSearch) else TalkSearch()

    def of_all(self, event: Event) -> "Turn":
        """Return the turn as one about the whole event, not the people or subject before."""
        search = replace(self.search, events=(event.id,), people=(), titles=(), words=())
        return replace(self, context=replace(self.context, search=search))


class TalkTurns:
    """Compose replies that leave the search as it was, with what they show."""

    def __init__(self, book: Phrasebook, cards: TalkCards) -> None:
        self._book = book
        self._cards = cards

    def card(self, item: Item, turn: Turn) -> Reply:
        """Return the card of the talk."""
        reply = self._cards.card(item, turn.now, turn.language, SURE)
        return replace(reply, search=replace(turn.search, shown=(item.talk.id,)))

    def listed(self, items: Sequence[Item], heading: str, turn: Turn) -> Reply:
        """Return the talks as a list under the heading."""
        ids = tuple(item.talk.id for item in items)
        return Reply(
            "answer",
            turn.language,
            "\n".join([heading, "", *self._cards.lines(items, turn.now, turn.language)]),
            score=SURE,
            talks=ids,
            choices=self._cards.choices(items, turn.language),
            sources=self._cards.sources(items),
            search=replace(turn.search, shown=ids, offset=0),
        )

    def plain(self, key: str, last: Sequence[Item], turn: Turn) -> Reply:
        """Return a sentence without talks; those in hand stay what they were."""
        search = replace(turn.search, shown=tuple(item.talk.id for item in last))
        text = self._book.say(key, turn.language)
        return Reply("unknown", turn.language, text, score=SURE, search=search)
