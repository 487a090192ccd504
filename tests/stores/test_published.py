"""The state that last went live stays, however many states come after it."""

from pathlib import Path

from bot.stores import kept_state
from bot.stores.published import publish, published, published_in


def kept(states: Path, digest: str) -> None:
    kept_state.keep(states, digest, {"entries": [digest]}, {})


def test_a_published_state_outlives_those_kept_after_it(tmp_path: Path) -> None:
    states, folder = tmp_path / "state", tmp_path
    kept(states, "first")
    publish(states, folder, "first")

    for number in range(kept_state.KEPT + 1):
        kept(states, f"{number}")

    assert kept_state.load(states, "first") is None
    assert published(states, folder) == "first"
    assert kept_state.load(published_in(states), "first") == ({"entries": ["first"]}, {})


def test_each_folder_has_one_and_those_of_gone_folders_go(tmp_path: Path) -> None:
    states, here, there = tmp_path / "state", tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        folder.mkdir()
        kept(states, folder.name)
        publish(states, folder, folder.name)
    there.rmdir()
    kept(states, "new")

    publish(states, here, "new")

    assert (published(states, here), published(states, there)) == ("new", None)
    assert [path.name for path in published_in(states).iterdir()] == ["new.npz"]


def test_what_was_never_kept_is_not_published(tmp_path: Path) -> None:
    publish(tmp_path / "state", tmp_path, "nothing")

    assert published(tmp_path / "state", tmp_path) is None
