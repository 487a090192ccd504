"""Core: what comes after or before the talks shown last."""

from collections.abc import Sequence

from bot.core.nouns import Reply
from bot.core.phrasebook import Phrasebook
from bot.core.talk_cards import MOST
from bot.core.talk_index import Item, TalkIndex
from bot.core.talk_search import by_time
from bot.core.talk_turns import TalkTurns, Turn


class TalkBeside:
    """Find the neighbours of talks in time, on their stage or on one that was named."""

    def __init__(self, book: Phrasebook, turns: TalkTurns, index: TalkIndex) -> None:
        self._book = book
        self._turns = turns
        self._index = index

    def reply(self, kind: str, last: Sequence[Item], there: Sequence[str], turn: Turn) -> Reply:
        """Return what is "after" or "before" the last talks; `there` are stages that were named."""
        timed = by_time(item for item in last if item.start)
        if not timed:
            return self._turns.plain("talk.none.undated-after", last, turn)
        base = timed[-1] if kind == "after" else timed[0]
        beside = self._beside(kind, base, last, there, narrowed=bool(turn.search.stages))
        if not beside:
            return self._turns.plain(f"talk.none.{kind}", last, turn)
        if len(beside) == 1:
            return self._turns.card(beside[0], turn)
        key = "talk.heading.going-on" if kind == "after" else "talk.heading.before"
        heading = self._book.say(key, turn.language)
        return self._turns.listed(beside[:MOST], heading, turn.of_all(base.event))

    def _beside(
        self, kind: str, base: Item, last: Sequence[Item], there: Sequence[str], *, narrowed: bool
    ) -> list[Item]:
        """Return the nearest talk of each stage; of one stage only where one is meant."""
        named = {at for stage in there for at in self._index.by_stage[stage]}
        stages = {item.talk.stage for item in ([self._index.items[at] for at in named] or last)}
        same = [item for item in self._index.items if item.event is base.event and item.start]
        beside = [item for item in same if _is_beside(kind, item, base)]
        on_stage = [item for item in beside if item.talk.stage in stages and item.day == base.day]
        if there or (len(stages) == 1 and (on_stage or narrowed)):
            beside = on_stage
        return _first_of_stages(beside, kind)


def _is_beside(kind: str, item: Item, base: Item) -> bool:
    if item.start is None or base.start is None or item is base:
        return False
    if kind == "after":
        return item.start >= base.end if base.end else item.start > base.start
    end = item.end or item.start
    return end <= base.start and item.start < base.start


def _first_of_stages(items: Sequence[Item], kind: str) -> list[Item]:
    """Return the nearest talk of each stage."""
    nearest: dict[str, Item] = {}
    for item in by_time(items) if kind == "after" else reversed(by_time(items)):
        nearest.setdefault(item.talk.stage or item.talk.hall or "", item)
    return by_time(nearest.values())
