"""The call's parser: argparse that speaks German and reports a wrong call as a SettingsError."""

import argparse
import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, NoReturn

from bot.errors import SettingsError

_SAID = (
    (r"the following arguments are required: (.*)", r"es fehlt \1"),
    (r"unrecognized arguments: (.*)", r"\1 gibt es hier nicht"),
    (r"argument (\S+): expected .*", r"nach \1 fehlt eine Angabe"),
    (r"argument (\S+): ignored explicit argument (.*)", r"nach \1 steht nichts, also nicht \2"),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 kann \2 heißen"),
)
_CHOICE = re.compile(r"argument (\S+): invalid choice: '(.*)' \(choose from (.*)\)", re.DOTALL)


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Lay out help with German headings; descriptions keep their lines."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Begin with "Aufruf"."""
        super().add_usage(usage, actions, groups, "Aufruf: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Read a call; its operands and its options stand in groups of their own."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - argparse's own arguments
        given = {"formatter_class": Formatter, "add_help": False, **given}
        super().__init__(**given)
        self.operands = self.add_argument_group("Angaben")
        self.options = self.add_argument_group("Optionen")

    def error(self, message: str) -> NoReturn:
        """Raise SettingsError with one German sentence."""
        raise SettingsError(
            f"Aufruf nicht verstanden: {in_german(message)} – siehe: python {self.prog} --help"
        )


def in_german(message: str) -> str:
    """Return argparse's message in German; as it is where it is not known."""
    if choice := _CHOICE.fullmatch(message):
        name, typed, known = choice.groups()
        words = re.findall(r"[\w-]+", known)
        near = get_close_matches(typed[:50], words, n=1)
        hint = f"meinten Sie {near[0]}?" if near else f"möglich sind {', '.join(words)}"
        return f"{name} „{typed}“ gibt es nicht, {hint}"
    for pattern, said in _SAID:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return found.expand(said)
    return message
