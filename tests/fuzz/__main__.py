"""The full run: `python -m tests.fuzz [INPUTS] [SEED] [TARGET]`, 110,000 inputs unless told."""

import logging
import sys
from contextlib import ExitStack
from pathlib import Path

from bot.core.assistant import Assistant
from bot.stores.knowledge_files import read_knowledge
from bot.wiring import SHIPPED, learn
from tests.fuzz.measuring import measure
from tests.fuzz.targets import targets, temporary_folder

TOO_SLOW = 5.0


def main(inputs: int = 110_000, seed: int = 1, only: str = "") -> int:
    """Feed every target its share, print a line each; 1 if any crashed or took seconds."""
    knowledge = read_knowledge(SHIPPED, SHIPPED)
    assistant = Assistant(knowledge, learn(knowledge))
    logging.disable()
    with temporary_folder() as folder, ExitStack() as rooms:
        every = [t for t in targets(assistant, Path(folder), rooms) if only in t.name]
        shares = sum(target.share for target in every)
        outcomes = []
        for target in every:
            outcomes.append(measure(target, inputs * target.share // shares, seed))
            print(outcomes[-1], flush=True)
            for where, what in outcomes[-1].crashes.items():
                print(f"  {where}\n    {what}", flush=True)
    slowest = max(outcomes, key=lambda outcome: outcome.slowest)
    print(
        f"total {sum(o.inputs for o in outcomes)}; slowest: {slowest.name}, {slowest.slowest:.2f} s"
    )
    print(f"  {slowest.slowest_input[:300]!r}")
    return int(any(o.crashes or o.slowest > TOO_SLOW for o in outcomes))


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:3]]
    sys.exit(main(*numbers, *sys.argv[3:4]))
