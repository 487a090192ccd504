"""A small evening with troubles and two kills; the full one: `python -m tests.benchmarks.evening`."""

from pathlib import Path

import pytest

from tests.benchmarks.evening import Scale, evening
from tests.benchmarks.evening_judging import Asker, Judge, Report
from tests.bot_api.calling import carry_out
from tests.bot_api.faults import DROP_AFTER, KINDS
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.bot_api.small_town import answer
from tests.bot_api.world import TOKEN, Call

CLOCK, BUS = answer("Turmuhr"), answer("Bücherbus")
REMINDER = "In 5 Minuten beginnt „Vortrag Nummer 3“."


async def test_an_evening_with_troubles_and_two_kills(tmp_path: Path) -> None:
    report = await evening(Scale(chats=100, updates=1000, seconds=8, talks=5), tmp_path)

    assert report.broken == {}
    assert (report.asked, report.reminders, report.kills) == (970, 10, 2)
    assert report.met.keys() == set(KINDS)
    assert TOKEN not in report.log
    assert "Vortrag" not in report.log


@pytest.mark.parametrize(
    ("sent", "killed", "broken"),
    [
        ([CLOCK, BUS, REMINDER], [], {}),
        ([CLOCK, REMINDER], [], {"unanswered": 1}),
        ([BUS, CLOCK, REMINDER], [], {"disordered": 1}),
        ([CLOCK, CLOCK, BUS, REMINDER], [], {"doubled_for_no_reason": 1}),
        ([CLOCK, CLOCK, BUS, REMINDER], [0.5], {}),
        ([CLOCK, CLOCK, BUS, REMINDER], [9.5], {"doubled_for_no_reason": 1}),
        ([f"{CLOCK} dropped", CLOCK, BUS, REMINDER], [], {}),
        ([CLOCK, BUS], [], {"reminders_lost": 1}),
        ([CLOCK, BUS, REMINDER, REMINDER], [], {"reminders_doubled": 1}),
    ],
)
async def test_what_goes_wrong_in_an_evening_is_noticed(
    sent: list[str], killed: list[float], broken: dict[str, int]
) -> None:
    api, report = BotApi(careful=False), Report()
    asker = Asker(Person(api.world, 7), ["Turmuhr", "Bücherbus"])
    for number, text in enumerate(sent):
        call = Call("sendMessage", {"chat_id": 7, "text": text}, float(number))
        call.trouble = DROP_AFTER if "dropped" in text else None
        call.result = carry_out(api.world, call.method, call.parameters)
        api.world.record(call)

    Judge(api, report, killed).all([asker], {7: 3})

    assert report.broken == broken
