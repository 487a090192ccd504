"""Kept state: the same knowledge comes back, any damage or change means learning again."""

import ast
import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from bot.core.nouns import Knowledge
from bot.stores import kept_state
from bot.stores.knowledge_files import read_knowledge
from bot.wiring import SHIPPED
from tests.stores.knowledge_sample import write_sample

BOT = SHIPPED.parent / "bot"
ARRAYS = {"weights": np.arange(12, dtype=np.float32).reshape(3, 4), "names": np.array(["ä", "b"])}


def imports_of(path: Path) -> set[Path]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    froms = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    names = {f"{node.module}.{alias.name}" for node in froms for alias in node.names}
    names |= {str(node.module) for node in froms}
    files = {SHIPPED.parent / (name.replace(".", "/") + ".py") for name in names}
    return {file for file in files if file.is_file() and file.is_relative_to(BOT)}


def test_the_knowledge_is_the_same_after_a_round_trip(knowledge: Knowledge) -> None:
    plain = json.loads(json.dumps(kept_state.knowledge_to_plain(knowledge)))

    read = kept_state.knowledge_from_plain(plain)

    assert read == knowledge


def test_every_field_of_the_sample_survives_a_round_trip(tmp_path: Path) -> None:
    knowledge = read_knowledge(write_sample(tmp_path / "knowledge"))
    plain = json.loads(json.dumps(kept_state.knowledge_to_plain(knowledge)))

    read = kept_state.knowledge_from_plain(plain)

    assert read == knowledge


def test_what_is_kept_is_loaded_under_the_same_digest_only(tmp_path: Path) -> None:
    kept_state.keep(tmp_path / "state", "one", {"entries": ["ä"]}, ARRAYS)

    loaded = kept_state.load(tmp_path / "state", "one")
    other = kept_state.load(tmp_path / "state", "two")

    assert loaded is not None
    assert loaded[0] == {"entries": ["ä"]}
    assert {name: array.tolist() for name, array in loaded[1].items()} == {
        name: array.tolist() for name, array in ARRAYS.items()
    }
    assert other is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"weights", b"w\0ights"),
        lambda content: content.replace(b"entries", b"entrees"),
        lambda content: content.replace(b"descr", b"dxscr"),
        lambda content: content[:200] + b"\xff" * 80 + content[280:],
        lambda _: b"PK\x03\x04" + b"\0" * 100,
        lambda _: b"not a state at all",
    ],
)
def test_a_damaged_state_is_none(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    kept_state.keep(tmp_path, "one", {"entries": []}, ARRAYS)
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage(path.read_bytes()))

    loaded = kept_state.load(tmp_path, "one")

    assert loaded is None


def test_objects_that_could_run_code_are_refused(tmp_path: Path) -> None:
    kept_state.keep(tmp_path, "one", {}, {})
    (path,) = tmp_path.iterdir()
    with path.open("wb") as file:
        np.savez(file, knowledge=np.array([{"entries": []}], dtype=object))

    loaded = kept_state.load(tmp_path, "one")

    assert loaded is None


def test_a_folder_that_cant_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be", encoding="utf-8")

    kept_state.keep(tmp_path / "state", "one", {}, ARRAYS)

    assert kept_state.load(tmp_path / "state", "one") is None


def test_only_the_newest_states_stay_and_no_half_written_file(tmp_path: Path) -> None:
    for number in range(kept_state.KEPT + 2):
        kept_state.keep(tmp_path, f"{number}", {}, {})
        os.utime(tmp_path / f"{number}.npz", ns=(number, number))

    kept = sorted(path.name for path in tmp_path.iterdir())

    assert kept == ["2.npz", "3.npz", "4.npz", "5.npz"]


def test_the_digest_covers_all_code_the_state_comes_from() -> None:
    covered = {path for pattern in kept_state.LEARNING_CODE for path in BOT.glob(pattern)}
    roots = {BOT / "core" / "phrasings.py", BOT / "stores" / "knowledge_files.py"}

    imported = {each for path in covered | roots for each in imports_of(path)}

    assert imported - covered <= {BOT / "errors.py"}


def test_the_digest_changes_with_every_byte_and_name(tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "knowledge")
    digests = [kept_state.digest_of(folder), kept_state.digest_of(folder, SHIPPED)]
    (folder / "events.yaml").write_bytes((folder / "events.yaml").read_bytes() + b"\n")
    digests.append(kept_state.digest_of(folder))
    (folder / "events.yaml").rename(folder / "fairs.yaml")
    digests.append(kept_state.digest_of(folder))

    assert len(set(digests)) == 4
    assert digests[-1] == kept_state.digest_of(folder)
