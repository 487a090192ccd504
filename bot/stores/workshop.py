"""Stores: reads and learns knowledge in a process of its own, so that nobody waits for it.

Learning keeps a processor busy for seconds, and within one Python process it would hold up every
reply. The workers are low in priority, and start with the first change: a bot whose knowledge
rests needs none. The one that reads stays and remembers the files; for what is to be learned, one
comes and goes. What they do stands in workbench.py.
"""

import gc
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from bot.core.assistant import Assistant
from bot.core.matching import Matcher
from bot.errors import KnowledgeError, StoreError
from bot.stores import kept_state, workbench


class Workshop:
    """Read and learn one knowledge folder; `states` is where what was learned is kept."""

    def __init__(self, folder: Path, shipped: Path, states: Path) -> None:
        self._folder = folder
        self._shipped = shipped
        self._states = states
        self._reader: ProcessPoolExecutor | None = None
        self._learner: BaseProcess | None = None

    def read(self, before: Assistant) -> Assistant:
        """Return an assistant with the folder's new texts and what was learned before.

        New questions are understood word for word at once, the rest after `learned`; until then
        an entry that is gone counts as withdrawn, since what was learned still leads to it. Raise
        KnowledgeError where there are faults, StoreError where no process can be had.
        """
        if self._reader is None:
            self._reader = _pool()
        try:
            task = self._reader.submit(workbench.read, self._folder, self._shipped)
            knowledge, faults = task.result()
        except BrokenProcessPool:
            self._reader = None
            raise StoreError(_ENDED) from None
        if knowledge is None:
            raise KnowledgeError(faults)
        former = before.knowledge.entries
        gone = {
            id_: replace(former[id_], withdrawn=True) for id_ in former.keys() - knowledge.entries
        }
        with _uncollected():
            known = replace(knowledge, entries={**knowledge.entries, **gone})
            return Assistant(known, before.matcher)

    def learned(self) -> Assistant | None:
        """Return an assistant that has learned the folder as it is; None if that can't be had."""
        digest = kept_state.digest_of(self._folder, self._shipped)
        task = (self._folder, self._shipped, self._states)
        self._learner = _context().Process(target=workbench.learn, args=task, daemon=True)
        self._learner.start()
        self._learner.join()
        with _uncollected():
            return kept_assistant(self._states, digest)

    def close(self) -> None:
        """Let the workers go, without waiting for what they are at."""
        if self._reader is not None:
            self._reader.shutdown(wait=False, cancel_futures=True)
        if self._learner is not None and self._learner.is_alive():
            self._learner.terminate()


_ENDED = (
    "Der Prozess, der das Wissen liest, wurde beendet – bitte die Datei noch einmal speichern; "
    "geschieht es wieder, fehlt wohl Speicher."
)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from looking through hundreds of thousands of lasting objects.

    Its search holds up every reply for a tenth of a second. Nothing is lost: an assistant holds
    no cycles, so the former one goes when it is replaced.
    """
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bot.stores.workbench"])
    return context


def _pool() -> ProcessPoolExecutor:
    """Make a pool of one worker; the first task makes it start."""
    return ProcessPoolExecutor(1, mp_context=_context(), initializer=workbench.begin)


def kept_assistant(states: Path, digest: str | None) -> Assistant | None:
    """Return the assistant of a kept state, or None where there is none that fits."""
    kept = kept_state.load(states, digest) if digest else None
    if kept is None:
        return None
    try:
        return Assistant(kept_state.knowledge_from_plain(kept[0]), Matcher.from_state(kept[1]))
    except (KeyError, TypeError, ValueError):  # kept by another version of the program
        return None
