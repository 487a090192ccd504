"""Benchmarks: how well, how fast and how large – our engine beside its peers, one table.

Run with `python -m tests.benchmarks.understanding [FOLDER]`; FOLDER holds the public sets
(default ../shared/bench). The peers come with the extra `benchmark`; one that is not installed
is left out. Every engine runs in a process of its own, with one thread; times are the thread's own,
so that a busy machine does not count.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from bot.core.matching import Matcher
from bot.core.nouns import Phrasing
from bot.stores.everyday_words import everyday_words
from tests.benchmarks.engines import ENGINES, Rank
from tests.benchmarks.figures import Outcome, measure
from tests.benchmarks.scale import recombined
from tests.benchmarks.sets import NOISES, SEED, Noise, Set, read_sets

FOLDER = Path("../shared/bench")
SIZES = (3_000, 30_000, 300_000)
COLUMNS = ("acc", "top3", "oscr", "auroc", "ece", "refused", "kept", "median_ms", "p99_ms")
PROBES = 400


def main() -> None:
    """Run what is asked for and print it."""
    parser = argparse.ArgumentParser(prog="understanding", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--engine", choices=tuple(ENGINES), action="append")
    parser.add_argument("--set", action="append", help="only these sets")
    parser.add_argument("--size", type=int, action="append", help="also measure our speed here")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    engines = given.engine or list(ENGINES)
    if given.inside:
        _run(given.folder, engines[0], given.set)
        for size in given.size or ():
            _grow(given.folder, size)
        return
    print(
        f"{'set':19}{'noise':6}{'engine':17}" + "".join(f"{name:>10}" for name in COLUMNS),
        flush=True,
    )
    for engine in engines:
        _apart(given, engine, ())
    for size in given.size or SIZES:
        _apart(given, "ours", (size,))


def _apart(given: argparse.Namespace, engine: str, sizes: tuple[int, ...]) -> None:
    """Run one engine in its own process, so that its memory and threads are its own."""
    call = [sys.executable, "-m", "tests.benchmarks.understanding", str(given.folder), "--inside"]
    call += ["--engine", engine]
    for name in ["none"] if sizes else given.set or []:
        call += ["--set", name]
    for size in sizes:
        call += ["--size", str(size)]
    one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    subprocess.run(call, check=False, env={**os.environ, **one})


def _run(folder: Path, engine: str, only: list[str] | None) -> None:
    learned: dict[int, tuple[Rank, float]] = {}
    before = _memory()
    for set_ in read_sets(folder):
        if only and set_.name not in only:
            continue
        key = hash(tuple(set_.phrasings))
        if key not in learned:
            start = time.process_time()
            try:
                rank = ENGINES[engine](set_.phrasings)
            except ImportError as missing:
                print(f"{engine}: not installed ({missing.name}), left out")
                return
            learned = {key: (rank, time.process_time() - start)}
            print(
                f"{engine}: learned {len(set_.phrasings)} phrasings of {set_.name} in "
                f"{learned[key][1]:.2f} s, process grew by {_memory() - before:.0f} MB"
            )
        for name, noise in NOISES.items():
            figures = measure(_ask(learned[key][0], set_, noise))
            row = "".join(f"{figures[column]:10.3f}" for column in COLUMNS)
            print(f"{set_.name:19}{name:6}{engine:17}{row}", flush=True)


def _ask(rank: Rank, set_: Set, noise: Noise) -> list[Outcome]:
    chance = random.Random(SEED)
    outcomes = []
    for text, label in set_.questions:
        asked = noise(text, chance)
        start = time.thread_time()
        ranked = rank(asked)
        spent = (time.thread_time() - start) * 1000
        ids = [id_ for id_, _ in ranked[:3]]
        score = ranked[0][1] if ranked else 0.0
        inside = label is not None
        outcomes.append(Outcome(score, inside and ids[:1] == [label], label in ids, inside, spent))
    return outcomes


def _grow(folder: Path, size: int) -> None:
    """Print how long our engine builds, restarts and answers at a size, and what it weighs."""
    texts = [text for set_ in read_sets(folder) for text, _ in set_.phrasings]
    questions = [text for set_ in read_sets(folder) for text, _ in set_.questions]
    asked = random.Random(SEED).sample(questions, PROBES)
    phrasings = [Phrasing(label, text) for text, label in recombined(texts, size)]
    before, everyday, start = _memory(), everyday_words(), time.process_time()
    matcher = Matcher.learn(phrasings, everyday=everyday)
    built, weight = time.process_time() - start, _memory() - before
    state = matcher.state()
    start = time.process_time()
    matcher = Matcher.from_state(state)
    restarted = time.process_time() - start
    spent = []
    for text in asked[: PROBES // 4] + asked:
        start = time.thread_time()
        matcher.rank(text)
        spent.append((time.thread_time() - start) * 1000)
    spent = spent[PROBES // 4 :]
    result = {
        "phrasings": size,
        "median_ms": round(float(np.median(spent)), 2),
        "p99_ms": round(float(np.percentile(spent, 99)), 2),
        "build_s": round(built, 2),
        "restart_s": round(restarted, 3),
        "memory_mb": round(weight, 1),
        "state_mb": round(sum(each.nbytes for each in state.values()) / 1e6, 1),
    }
    print(json.dumps(result), flush=True)


def _memory() -> float:
    """Return the resident size of this process in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
