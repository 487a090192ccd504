"""Curation: the doctor looks at everything an operator would and says what to do.

The looks themselves are in `doctor_looks.py`; what needs the network, a face does.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TextIO

from bot.errors import BotError


class State(StrEnum):
    """Say how a finding stands."""

    WELL = "gut"
    ADVICE = "Rat"
    FAULT = "Fehler"


@dataclass(frozen=True, slots=True)
class Finding:
    """Say how something stands and, in one sentence, what to do."""

    state: State
    words: str


Look = Callable[[], Sequence[Finding]]


def well(words: str) -> Finding:
    """Return a finding that is as it should be."""
    return Finding(State.WELL, words)


def advice(words: str) -> Finding:
    """Return a finding that may stay but would better not."""
    return Finding(State.ADVICE, words)


def fault(words: str) -> Finding:
    """Return a finding that must be mended."""
    return Finding(State.FAULT, words)


def report(looks: Mapping[str, Look], output: TextIO) -> int:
    """Make every look, print a line for each finding, return 1 if anything is at fault."""
    at_fault = False
    for what, look in looks.items():
        for finding in _made(look):
            print(f"{finding.state:7}{what:15}{finding.words}", file=output)
            at_fault |= finding.state is State.FAULT
    return int(at_fault)


def _made(look: Look) -> Sequence[Finding]:
    try:
        return look()
    except BotError as broken:
        return [fault(line) for line in str(broken).splitlines()]
