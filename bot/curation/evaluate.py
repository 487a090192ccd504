"""Evaluate: ask questions whose answers are known, and count how the assistant does."""

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.core.assistant import Assistant
from bot.core.nouns import Question, Reply
from bot.errors import BotError


@dataclass(frozen=True, slots=True)
class Labelled:
    """Hold a question and the id that answers it; None where nobody should answer.

    `also` are the ids of entries that answer it as well.
    """

    text: str
    label: str | None
    now: datetime | None = None
    also: tuple[str, ...] = ()

    def takes(self, id_: str | None) -> bool:
        """Tell whether an entry answers the question."""
        return id_ is not None and id_ in {self.label, *self.also}


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold a labelled question with its reply and the milliseconds that it took."""

    labelled: Labelled
    reply: Reply
    milliseconds: float

    @property
    def first(self) -> str | None:
        """Return the id of the first candidate."""
        return self.reply.candidates[0].id if self.reply.candidates else None

    @property
    def answered(self) -> str | None:
        """Return the id of what was answered; small talk counts as its entry."""
        if self.reply.outcome != "answer" or (self.reply.talks and not self.reply.id):
            return None
        return self.reply.id or self.first

    @property
    def offered(self) -> tuple[str, ...]:
        """Return the ids among the options of a question asked back."""
        return tuple(choice.target for choice in self.reply.choices)


def read_labelled(path: Path) -> list[Labelled]:
    """Read JSON lines `{"text", "label"}`, `now` and `also` optional; raise BotError naming a bad line."""
    found = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as fault:
        raise BotError(f"{path} ist kein UTF-8-Text – bitte so speichern.") from fault
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            now = datetime.fromisoformat(row["now"]) if row.get("now") else None
            also = tuple(map(str, row.get("also") or ()))
            found.append(Labelled(str(row["text"]), row["label"], now, also))
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise BotError(
                f"{path}:{number}:1: keine gültige Zeile – bitte als "
                '{"text": "…", "label": "id oder null"} schreiben.'
            ) from fault
    return found


def ask_all(
    assistant: Assistant, questions: Iterable[Labelled], clock: Callable[[], datetime]
) -> list[Asked]:
    """Ask each question on its own and time it."""
    asked = []
    for labelled in questions:
        question = Question(labelled.text, labelled.now or clock())
        start = time.perf_counter()
        reply, _ = assistant.reply(question)
        asked.append(Asked(labelled, reply, (time.perf_counter() - start) * 1000))
    return asked


def figures(asked: Sequence[Asked]) -> dict[str, float | int | None]:
    """Compute the figures of the public interface; shares are 0 to 1, None without a case."""
    inside = [each for each in asked if each.labelled.label is not None]
    outside = [each for each in asked if each.labelled.label is None]
    times = sorted(each.milliseconds for each in asked)
    right = [each for each in inside if each.labelled.takes(each.first)]
    return {
        "questions": len(asked),
        "in_scope": len(inside),
        "out_of_scope": len(outside),
        "top1": _share(inside, lambda each: each.labelled.takes(each.first)),
        "answered_right": _share(inside, lambda each: each.labelled.takes(each.answered)),
        "answered_wrong": _share(inside, is_wrong),
        "asked_back_right": _share(
            inside, lambda each: any(map(each.labelled.takes, each.offered))
        ),
        "unknown_right": _share(outside, lambda each: each.reply.outcome == "unknown"),
        "auroc": _auroc(
            [each.reply.score for each in right], [each.reply.score for each in outside]
        ),
        "median_ms": round(times[len(times) // 2], 3) if times else None,
        "p99_ms": round(times[min(len(times) - 1, int(len(times) * 0.99))], 3) if times else None,
    }


def is_wrong(asked: Asked) -> bool:
    """Tell whether an in-scope question was answered with something else."""
    return asked.reply.outcome == "answer" and not asked.labelled.takes(asked.answered)


def _share(asked: Sequence[Asked], holds: Callable[[Asked], bool]) -> float | None:
    return round(sum(map(holds, asked)) / len(asked), 4) if asked else None


def _auroc(inside: Sequence[float], outside: Sequence[float]) -> float | None:
    """Return the chance that an in-scope score exceeds an out-of-scope one (ties count half)."""
    if not inside or not outside:
        return None
    ranked = sorted([(score, 1) for score in inside] + [(score, 0) for score in outside])
    total, position = 0.0, 0
    while position < len(ranked):
        end = position
        while end < len(ranked) and ranked[end][0] == ranked[position][0]:
            end += 1
        mean_rank = (position + 1 + end) / 2
        total += mean_rank * sum(kind for _, kind in ranked[position:end])
        position = end
    pairs = len(inside) * len(outside)
    return round((total - len(inside) * (len(inside) + 1) / 2) / pairs, 4)
