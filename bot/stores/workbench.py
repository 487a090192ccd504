"""Stores: what the workshop's workers do.

Reading needs little, so the process that workers are forked from imports little and the first
change goes live within a second; learning fetches the rest when it begins.
"""

import multiprocessing
import os
import threading
from contextlib import suppress
from pathlib import Path

from bot.core.nouns import Knowledge
from bot.errors import KnowledgeError
from bot.stores.faults import Fault
from bot.stores.knowledge_files import read_knowledge
from bot.stores.knowledge_memory import RememberedSheets

_NICE = 10

_remembered = RememberedSheets()
"""What the reading worker has read; stays empty in every other process."""


def begin() -> None:
    """Start a worker: low in priority, and gone when the program is, however that ended."""
    with suppress(OSError):  # where that is not allowed, learning merely takes part of the time
        os.nice(_NICE)
    threading.Thread(target=_end_with_the_program, daemon=True).start()


def read(folder: Path, shipped: Path) -> tuple[Knowledge | None, tuple[Fault, ...]]:
    """Read a folder, and hand back faults as values."""
    try:
        return read_knowledge(folder, shipped, _remembered), ()
    except KnowledgeError as error:
        return None, tuple(fault for fault in error.faults if isinstance(fault, Fault))


def learn(folder: Path, shipped: Path, states: Path) -> None:
    """Read, learn and keep; nothing is kept if the folder changed meanwhile."""
    from bot.stores import kept_state, learning  # noqa: PLC0415 - see above

    begin()
    digest = kept_state.digest_of(folder, shipped)
    if kept_state.load(states, digest) is not None:
        return
    try:
        knowledge = read_knowledge(folder, shipped)
    except KnowledgeError:
        return
    matcher = learning.learn(knowledge)
    if kept_state.digest_of(folder, shipped) == digest:
        kept_state.keep(states, digest, kept_state.knowledge_to_plain(knowledge), matcher.state())


def _end_with_the_program() -> None:
    """End when the program has ended: a worker would wait for its next task for ever."""
    program = multiprocessing.parent_process()
    if program is not None:
        program.join()
        os._exit(1)
