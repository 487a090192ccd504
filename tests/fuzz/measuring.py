"""Measuring: feed a target many inputs; note crashes and the slowest one, in processor time."""

import random
import time
from dataclasses import dataclass, field
from traceback import extract_tb

from tests.fuzz.targets import Target


@dataclass(slots=True)
class Outcome:
    """Hold what became of the inputs of one target."""

    name: str
    inputs: int = 0
    refused: int = 0
    slowest: float = 0.0
    slowest_input: bytes = b""
    crashes: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return (
            f"{self.name:30} {self.inputs:7} inputs  {self.refused:7} refused  "
            f"{len(self.crashes)} crashes  slowest {self.slowest * 1000:8.1f} ms "
            f"({len(self.slowest_input)} bytes)"
        )


def measure(target: Target, inputs: int, seed: int) -> Outcome:
    """Feed the inputs one after the other; the same seed feeds the same."""
    chance = random.Random(f"{target.name} {seed}")
    outcome = Outcome(target.name)
    for _ in range(inputs):
        _feed(target, target.input(chance), outcome)
    return outcome


def _feed(target: Target, given: bytes, outcome: Outcome) -> None:
    start = time.process_time()
    try:
        target.feed(given)
    except target.refusals:
        outcome.refused += 1
    except Exception as crash:  # noqa: BLE001 - finding these is the point
        place, words = _where(crash)
        if place not in outcome.crashes:
            outcome.crashes[place] = f"{words!r} from {given[:300]!r}"
    passed = time.process_time() - start
    outcome.inputs += 1
    if passed > outcome.slowest:
        outcome.slowest, outcome.slowest_input = passed, given


def _where(crash: Exception) -> tuple[str, str]:
    frames = extract_tb(crash.__traceback__)
    ours = [frame for frame in frames if "/bot/" in frame.filename] or frames
    place = f"{type(crash).__name__} below {ours[-1].filename}:{ours[-1].lineno}"
    return place, f"{crash!s:.200}"
