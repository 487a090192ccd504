"""Stores: a fault in a file, at its exact place, with what to do about it."""

from dataclasses import dataclass

_LONGEST_QUOTE = 40


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Say what is wrong at one place; lines and columns count from 1."""

    file: str
    line: int
    column: int
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.problem} – {self.remedy}"


def quoted(text: str) -> str:
    """Return a text in German quotation marks, on one line and short enough for a message."""
    line = " ".join(text.split())
    bare = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)
    short = bare if len(bare) <= _LONGEST_QUOTE else bare[: _LONGEST_QUOTE - 1] + "…"
    return f"„{short}“"
