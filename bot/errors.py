"""The error tree.

BotError                    anything this program reports to a person in one sentence
|-- KnowledgeError          the knowledge has faults; carries all of them
|-- ScheduleError           a schedule file can't be read
|-- SettingsError           the environment or the call is wrong
`-- StoreError              the database can't be used
"""

from collections.abc import Sequence


class BotError(Exception):
    """Report one sentence that says what is wrong and what to do."""

    exit_status = 1


class KnowledgeError(BotError):
    """Carry every fault found in the knowledge, each as `file:line:column: what – what to do`."""

    def __init__(self, faults: Sequence[object]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class ScheduleError(BotError):
    """Say why a schedule file can't be read."""


class SettingsError(BotError):
    """Say which setting or argument is wrong; the exit status is 2."""

    exit_status = 2


class StoreError(BotError):
    """Say why the database can't be used."""
