"""One person's flood: Telegram refuses their replies for a while, and nobody else notices."""

from pathlib import Path

from tests.bot_api.bot_process import running_bot
from tests.bot_api.faults import FLOOD, Plan
from tests.bot_api.people import Person
from tests.bot_api.server import bot_api
from tests.bot_api.small_town import THINGS, answer, question, write_town

ASKED = [thing for thing, _ in THINGS]

OTHERS = 250
"""More than Telegram names at once beside what is in hand."""


def answered(person: Person) -> int:
    return sum("Auskunft zu" in message["text"] for message in person.chat.sent)


async def test_a_flood_of_one_holds_up_nobody_and_loses_nothing(tmp_path: Path) -> None:
    town = write_town(tmp_path / "town")
    async with bot_api(plan=Plan(retry_after=8)) as api:
        flood = Person(api.world, 1000)
        people = [Person(api.world, 2000 + number) for number in range(OTHERS)]
        api.plan.next_ones["sendMessage"] = [FLOOD]
        async with running_bot(
            api, tmp_path / "run", ("telegram", "--knowledge", str(town))
        ) as bot:
            for number in range(60):
                flood.says(question(ASKED[number % len(ASKED)]))
            await api.world.until(lambda: api.plan.met[FLOOD])
            for person in people:
                person.says(question(ASKED[0]))

            await api.world.until(lambda: all(map(answered, people)), 60)
            meanwhile = answered(flood)
            await api.world.until(lambda: answered(flood) == 60, 60)
            ended = await bot.stop()

    told = [message["text"].splitlines()[-1] for message in flood.chat.sent]
    assert (meanwhile, ended) == (0, 0)
    assert told == [answer(ASKED[number % len(ASKED)]) for number in range(60)]
    assert [answered(person) for person in people] == [1] * OTHERS
    assert (api.world.waiting.updates, api.world.faults) == ({}, [])
