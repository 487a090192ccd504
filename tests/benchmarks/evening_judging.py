"""What must hold after a scripted evening (evening.py): all answered, in order, once."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tests.bot_api.faults import DROP_AFTER
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi
from tests.bot_api.small_town import THINGS, answer
from tests.bot_api.world import Call

JUST_BEFORE = 5.0
"""Seconds before a kill within which an answer may have gone out that the bot had not noted yet."""


@dataclass(slots=True)
class Asker:
    """Hold somebody who asks, with what was asked, in order."""

    person: Person
    asked: list[str] = field(default_factory=list)

    @property
    def told(self) -> list[str]:
        """Return what was answered, in order."""
        things = {answer(thing): thing for thing, _ in THINGS}
        texts = [message.get("text", "") for message in self.person.chat.sent]
        return [thing for text in texts for words, thing in things.items() if words in text]


@dataclass(slots=True)
class Report:
    """Hold how the evening went."""

    asked: int = 0
    unanswered: int = 0
    disordered: int = 0
    doubled: int = 0
    doubled_for_no_reason: int = 0
    reminders: int = 0
    reminders_lost: int = 0
    reminders_doubled: int = 0
    impatient: int = 0
    kills: int = 0
    exit_status: int | None = None
    seconds: float = 0.0
    met: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    log: str = ""

    @property
    def broken(self) -> dict[str, object]:
        """Return what must not be, by name; empty after a good evening."""
        wrong: dict[str, object] = {
            name: getattr(self, name)
            for name in (
                "unanswered",
                "disordered",
                "doubled_for_no_reason",
                "reminders_lost",
                "reminders_doubled",
                "faults",
                "exit_status",
            )
        }
        return {name: value for name, value in wrong.items() if value}


class Judge:
    """Judge an evening by what went out; `killed` are the moments of the kills."""

    def __init__(self, api: BotApi, report: Report, killed: Sequence[float]) -> None:
        self._api = api
        self._report = report
        self._killed = killed

    def all(self, askers: Sequence[Asker], wanted: Mapping[int, int]) -> None:
        """Judge what everybody got; `wanted` is the talk to be reminded of by chat."""
        report, world = self._report, self._api.world
        sent: dict[int, list[Call]] = defaultdict(list)
        for call in world.of("sendMessage"):
            sent[call.chat].append(call)
        for asker in askers:
            self._judge_answers(asker, sent[asker.person.about["id"]])
        for chat, talk in wanted.items():
            self._judge_reminders(talk, sent[chat])
        report.met, report.faults = self._api.plan.met, world.faults[:5]
        report.impatient = sum(
            call.refused is not None and call.refused.code == 429 and call.trouble is None
            for call in world.calls
        )

    def _judge_answers(self, asker: Asker, sent: Sequence[Call]) -> None:
        report, told = self._report, asker.told
        first = list(dict.fromkeys(told))
        report.asked += len(asker.asked)
        report.unanswered += len(set(asker.asked) - set(told))
        report.disordered += first != [thing for thing in asker.asked if thing in told]
        report.doubled += len(told) - len(first)
        report.doubled_for_no_reason += sum(
            self._for_no_reason([call for call in sent if answer(thing) in call.parameters["text"]])
            for thing in first
        )

    def _judge_reminders(self, talk: int, sent: Sequence[Call]) -> None:
        words = f"„Vortrag Nummer {talk}“"
        came = [call for call in sent if words in call.parameters["text"]]
        self._report.reminders += 1
        self._report.reminders_lost += not came
        self._report.reminders_doubled += self._for_no_reason(came)

    def _for_no_reason(self, same: Sequence[Call]) -> int:
        """Return how many of the calls that say the same should not have been made again.

        It had to be made again where nobody told the bot that the one before was done, or where
        it was killed before it could note so.
        """
        return sum(
            before.trouble != DROP_AFTER
            and not any(kill - JUST_BEFORE < before.at <= kill <= again.at for kill in self._killed)
            for before, again in pairwise(same)
        )
