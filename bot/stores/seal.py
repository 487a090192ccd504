"""Stores: the seal that keeps people out of the database; the only import of cryptography.

Chat ids and kept questions are written only sealed, with a key that lies apart from the database:
who takes the database file alone learns neither who nor what. AES-SIV (RFC 5297) encrypts and
authenticates; without a nonce it is deterministic, so a sealed chat id can be looked up.
"""

import os
import secrets
import tempfile
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from bot.errors import StoreError

KEY_BYTES = 64
_CHAT_BYTES = 8
_NONCE_BYTES = 16
_CHAT = b"chat"
_TEXT = b"text"


class Seal(Protocol):
    """Turn what points to a person into its stored form and back."""

    def seal(self, chat: int) -> bytes:
        """Return the stored form of a chat id, always the same for the same id."""

    def open(self, sealed: bytes) -> int:
        """Return the chat id; raise StoreError where another key sealed it."""

    def seal_text(self, text: str) -> bytes:
        """Return the stored form of a text, different each time."""

    def open_text(self, sealed: bytes) -> str:
        """Return the text; raise StoreError where another key sealed it."""


class KeySeal:
    """Seal with one secret key of 64 bytes."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESSIV(key)

    def seal(self, chat: int) -> bytes:
        """Return the stored form of a chat id, always the same for the same id."""
        return self._cipher.encrypt(chat.to_bytes(_CHAT_BYTES, signed=True), [_CHAT])

    def open(self, sealed: bytes) -> int:
        """Return the chat id; raise StoreError where another key sealed it."""
        return int.from_bytes(self._opened(sealed, [_CHAT]), signed=True)

    def seal_text(self, text: str) -> bytes:
        """Return the stored form of a text, different each time."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(text.encode(errors="replace") or b"\0", [_TEXT, nonce])

    def open_text(self, sealed: bytes) -> str:
        """Return the text; raise StoreError where another key sealed it."""
        nonce = sealed[:_NONCE_BYTES]
        return self._opened(sealed[_NONCE_BYTES:], [_TEXT, nonce]).decode().rstrip("\0")

    def _opened(self, sealed: bytes, associated: list[bytes]) -> bytes:
        try:
            return self._cipher.decrypt(sealed, associated)
        except (InvalidTag, ValueError):
            raise StoreError(
                "Ein Datensatz ist mit einem anderen Schlüssel versiegelt – bitte die frühere "
                "Schlüsseldatei zurücklegen (siehe docs/running.md)."
            ) from None


def open_seal(path: Path) -> KeySeal:
    """Return the seal of the key file, which is made at first start, readable by its owner only."""
    try:
        if not path.exists():
            _make(path)
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except OSError as fault:
        raise StoreError(
            f"Die Schlüsseldatei {path} lässt sich nicht anlegen oder lesen ({fault.strerror}) – "
            "bitte BOT_KEY_FILE auf einen beschreibbaren Ort setzen."
        ) from None
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise StoreError(
            f"Die Schlüsseldatei {path} ist beschädigt – bitte aus der Sicherung zurücklegen; "
            "ohne sie sind nur Gemerktes, Erinnerungen und offene Fragen verloren."
        )
    return KeySeal(key)


def _make(path: Path) -> None:
    """Write a new key whole or not at all; where another start was faster, keep that one's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".key-")  # made with mode 0600
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(name, path)
    except FileExistsError:
        return
    finally:
        Path(name).unlink(missing_ok=True)
