"""Updates are handled once, in order within a chat; one that waits holds up nobody else."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.faces.telegram.api import PAGE
from bot.faces.telegram.intake import Handle, Intake, Json, identity
from bot.faces.telegram.polling import QUICK, STUCK, Polling


def update(number: int, chat: int, text: str = "") -> dict[str, Any]:
    return {"update_id": number, "message": {"chat": {"id": chat}, "text": text or str(number)}}


@dataclass(slots=True)
class Room:
    """Handle updates, note what was done, and keep what is put aside; chat 1 waits for `open`."""

    done: list[int] = field(default_factory=list)
    aside: dict[int, Json] = field(default_factory=dict)
    noted: list[int] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)
    is_full: bool = False

    def find(self, wanted: Json) -> Handle:
        async def handle() -> None:
            if wanted["message"]["chat"]["id"] == 1:
                await self.open.wait()
            await asyncio.sleep(0)
            self.done.append(wanted["update_id"])

        return handle

    async def keep(self, updates: Mapping[int, Json]) -> bool:
        self.aside.update({} if self.is_full else updates)
        return not self.is_full

    def intake(self, handled: tuple[int, ...] = ()) -> Intake:
        return Intake(self.find, self.noted.append, handled, self.keep)


class Telegram:
    """Name the updates from an offset on, a page at a time, as `getUpdates` does."""

    def __init__(self, updates: list[dict[str, Any]]) -> None:
        self.updates = updates
        self.offset = 0

    async def updates_from(self, offset: int) -> list[dict[str, Any]]:
        self.offset = max(self.offset, offset)
        return [each for each in self.updates if each["update_id"] >= self.offset][:PAGE]


async def polled(telegram: Telegram, intake: Intake, rounds: int) -> None:
    for _ in range(rounds):
        page = await telegram.updates_from(intake.offset or 0)
        await Polling._hand_on(intake, page, 0.02)  # noqa: SLF001 - one round of it


async def test_a_chat_that_waits_holds_up_nobody_and_is_put_aside() -> None:
    room, telegram = (
        Room(),
        Telegram([update(n, chat=1 if n == 5 else n + 9) for n in range(1, 501)]),
    )
    intake = room.intake()

    await polled(telegram, intake, 12)
    others = sorted(room.done)
    kept = [each["update_id"] for each in room.aside.values()]
    room.open.set()
    await intake.settle(1)

    assert others == [n for n in range(1, 501) if n != 5]
    assert (kept, telegram.offset) == ([5], 501)
    assert sorted(room.done) == list(range(1, 501))
    assert len(room.noted) == len(set(room.noted)) == 500


async def test_nothing_is_confirmed_that_could_not_be_put_aside() -> None:
    room, telegram = (
        Room(),
        Telegram([update(n, chat=1 if n == 5 else n + 9) for n in range(1, 501)]),
    )
    room.is_full = True
    intake = room.intake()

    await polled(telegram, intake, 6)

    assert (telegram.offset, max(room.done)) == (5, 104)


async def test_few_updates_are_put_aside_only_when_they_wait_long() -> None:
    room, telegram = Room(), Telegram([update(n, chat=1) for n in range(1, 60)])
    intake = room.intake()

    await polled(telegram, intake, 5)
    soon = (len(room.aside), telegram.offset)
    page = await telegram.updates_from(1)
    await Polling._hand_on(intake, page, STUCK)  # noqa: SLF001 - a later round

    assert soon == (0, 1)
    assert (len(room.aside), intake.offset, intake.kept) == (59, 60, {})


async def test_what_was_put_aside_is_handled_before_what_came_later() -> None:
    room = Room()
    intake = room.intake()

    intake.take(update(5, chat=1), aside=True)
    intake.take(update(9, chat=1))
    intake.take(update(8, chat=2))
    room.open.set()
    await intake.settle(1)

    assert [n for n in room.done if n != 8] == [5, 9]
    assert intake.offset == 9


async def test_an_update_is_handled_once_however_often_it_comes() -> None:
    room = Room()
    intake = room.intake((identity(update(3, chat=3)),))

    first = intake.take(update(2, chat=2))
    again = intake.take(update(2, chat=2))
    before = intake.take(update(3, chat=3))
    await intake.settle(1)

    assert first is again is not None
    assert (before, room.done, intake.take(update(2, chat=2))) == (None, [2], None)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (update(1, 7, "a"), update(1, 7, "a"), True),
        (update(1, 7, "a"), update(2, 7, "a"), False),
        ({"update_id": 1, "message": {"date": 5}}, {"update_id": 1, "message": {"date": 6}}, False),
        (
            {"update_id": 1, "callback_query": {"id": "5"}},
            {"update_id": 1, "callback_query": {"id": "6"}},
            False,
        ),
    ],
)
def test_a_server_that_counts_anew_is_not_mistaken_for_the_old_one(
    one: Json, other: Json, *, same: bool
) -> None:
    assert (identity(one) == identity(other)) is same
    assert 0 < identity(one) < 2**63


def test_nothing_of_a_person_is_in_what_an_update_is_known_by() -> None:
    assert identity(update(1, 7, "a")) == identity(update(1, 8, "b"))


async def test_a_server_that_does_not_hold_questions_open_is_not_asked_without_a_pause() -> None:
    asked: list[float] = []

    class Impatient:
        async def updates(self, *_: object) -> list[Json]:
            asked.append(asyncio.get_running_loop().time())
            return []

    ready: asyncio.Future[Intake] = asyncio.get_running_loop().create_future()
    ready.set_result(Room().intake())
    polling = asyncio.create_task(Polling(Impatient()).run(ready))  # type: ignore[arg-type]
    await asyncio.sleep(QUICK * 5)
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)

    assert 1 < len(asked) <= 6
