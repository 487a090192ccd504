"""Faces: the fields of a call as the body of an HTTP request; pure.

Forms, not JSON, though the Bot API takes both: forms are what every Bot API server understands.
Objects within a field are JSON (https://core.telegram.org/bots/api#making-requests).
"""

import json
from collections.abc import Mapping
from secrets import token_hex
from typing import Any
from urllib.parse import urlencode

from bot.faces.telegram.api import File


def written(fields: Mapping[str, Any], file: File | None = None) -> tuple[str, bytes]:
    """Return the content type and the body; with a file in several parts (RFC 7578)."""
    texts = {name: _text(value) for name, value in fields.items()}
    if file is None:
        return "application/x-www-form-urlencoded", urlencode(texts).encode()
    mark = token_hex(16)
    parts = [_part(mark, f'name="{name}"', text.encode()) for name, text in texts.items()]
    named = f'name="{file.field}"; filename="{file.name}"\r\nContent-Type: application/octet-stream'
    parts += [_part(mark, named, file.content), f"--{mark}--\r\n".encode()]
    return f"multipart/form-data; boundary={mark}", b"".join(parts)


def _text(value: Any) -> str:  # noqa: ANN401 - JSON
    text = value if isinstance(value, str) else json.dumps(value)
    return text.encode(errors="replace").decode()


def _part(mark: str, named: str, content: bytes) -> bytes:
    head = f"--{mark}\r\nContent-Disposition: form-data; {named}\r\n\r\n"
    return head.encode() + content + b"\r\n"
