"""The workers that read knowledge start when they are needed and end with the program."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from bot.wiring import SHIPPED

PROGRAM = """
import sys, time
from pathlib import Path
from bot.stores.workshop import Workshop
from bot.wiring import build_assistant
folder, shipped, data = map(Path, sys.argv[1:])
assistant = build_assistant(folder, data)
shop = Workshop(folder, shipped, data / "state")
print("made", flush=True)
sys.stdin.readline()
print(len(shop.read(assistant).knowledge.entries) > 0, flush=True)
time.sleep(60)
"""


def children(pid: int) -> list[int]:
    """Return the processes a process has started, and those they have."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    return [each for child in map(int, found) for each in (child, *children(child))]


def test_workers_start_with_the_first_change_and_end_with_a_killed_program(tmp_path: Path) -> None:
    town = tmp_path / "town"
    town.mkdir()
    (town / "town.yaml").write_text(
        "entries:\n  - {id: uhr, questions: [wo hängt die uhr], answer: Am Turm.}\n",
        encoding="utf-8",
    )
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, town, SHIPPED, tmp_path / "data"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=SHIPPED.parent,
    )
    assert program.stdin
    assert program.stdout
    try:
        assert program.stdout.readline() == "made\n"
        before = children(program.pid)
        program.stdin.write("read\n")
        program.stdin.flush()
        assert program.stdout.readline() == "True\n"
        workers = children(program.pid)
    finally:
        program.kill()
        program.communicate(timeout=20)  # hangs while any worker holds the output open

    assert (before, len(workers) >= 2) == ([], True)
    assert [pid for pid in workers if is_alive(pid)] == []


def is_alive(pid: int, seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
            state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1]
        except (ProcessLookupError, FileNotFoundError):
            return False
        if state.split()[0] == "Z":
            return False
        time.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    return True
