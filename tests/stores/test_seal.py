"""The seal: the same id looks the same, another key opens nothing, the file is its owner's."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StoreError
from bot.stores.seal import KeySeal, open_seal

SEAL = KeySeal(bytes(64))


@given(st.integers(-(2**63), 2**63 - 1))
def test_every_chat_id_comes_back_and_shows_nothing_of_itself(chat: int) -> None:
    sealed = SEAL.seal(chat)

    assert SEAL.open(sealed) == chat
    assert SEAL.seal(chat) == sealed
    assert chat.to_bytes(8, signed=True) not in sealed


@given(st.text())
def test_every_text_comes_back_and_looks_different_each_time(text: str) -> None:
    sealed = SEAL.seal_text(text)

    assert SEAL.open_text(sealed) == text.rstrip("\0")
    assert SEAL.seal_text(text) != sealed


def test_another_key_opens_nothing() -> None:
    with pytest.raises(StoreError, match="anderen Schlüssel"):
        KeySeal(b"1" * 64).open(SEAL.seal(7))
    with pytest.raises(StoreError, match="anderen Schlüssel"):
        KeySeal(b"1" * 64).open_text(SEAL.seal_text("hallo"))
    with pytest.raises(StoreError, match="anderen Schlüssel"):
        SEAL.open_text(b"")


def test_the_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "bot.key"

    sealed = open_seal(path).seal(7)

    assert open_seal(path).open(sealed) == 7
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_two_first_starts_at_once_settle_on_one_key(tmp_path: Path) -> None:
    path = tmp_path / "bot.key"

    with ThreadPoolExecutor(8) as pool:
        sealed = set(pool.map(lambda _: open_seal(path).seal(7), range(8)))

    assert len(sealed) == 1


@pytest.mark.parametrize("content", ["", "abc", "zz" * 64, "00" * 63])
def test_a_damaged_key_is_one_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bot.key"
    path.write_text(content)

    with pytest.raises(StoreError, match="beschädigt – bitte"):
        open_seal(path)


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreError, match="BOT_KEY_FILE"):
        open_seal(tmp_path / "file" / "bot.key")
