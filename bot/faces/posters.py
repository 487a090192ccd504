"""Faces: QR codes for posters and stands: what is scanned opens the chat at that answer or talk.

The only import of segno. Pure: what is drawn is returned as bytes.
"""

import io
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

import segno

COLUMNS, ROWS = 2, 4
"""Codes on a sheet of A4."""

_WIDTH, _HEIGHT = 210, 297
"""Millimetres of A4; a unit of the drawing is a millimetre."""

_CODE = 46
_LINE, _LINES = 30, 3
"""Characters of a line below a code, and how many lines."""


@dataclass(frozen=True, slots=True)
class Poster:
    """Say what a code opens: the words below it, its address, and a name for its file."""

    name: str
    title: str
    address: str


def sheets(posters: Sequence[Poster], language: str) -> Iterator[bytes]:
    """Draw sheets of A4 as SVG."""
    a_sheet = COLUMNS * ROWS
    for first in range(0, len(posters), a_sheet):
        drawn = "".join(
            _cell(poster, place) for place, poster in enumerate(posters[first : first + a_sheet])
        )
        head = f'xmlns="http://www.w3.org/2000/svg" xml:lang="{language}"'
        size = f'width="{_WIDTH}mm" height="{_HEIGHT}mm" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
        white = '<rect width="100%" height="100%" fill="#fff"/>'
        yield f"<svg {head} {size}>{white}{drawn}</svg>\n".encode()


def picture(poster: Poster) -> bytes:
    """Draw one code as PNG, large enough for a poster."""
    target = io.BytesIO()
    _code(poster).save(target, kind="png", scale=24, border=4)
    return target.getvalue()


def _cell(poster: Poster, place: int) -> str:
    width, height = _WIDTH / COLUMNS, _HEIGHT / ROWS
    left, top = place % COLUMNS * width, place // COLUMNS * height
    middle = left + width / 2
    code = _code(poster)
    side = code.symbol_size(border=4)[0]
    target = io.BytesIO()
    code.save(target, kind="svg", border=4, xmldecl=False, svgns=False, nl=False, omitsize=True)
    inner = target.getvalue().decode().partition(">")[2]
    drawn = (
        f'<svg x="{middle - _CODE / 2:g}" y="{top + 4:g}" width="{_CODE}" height="{_CODE}" '
        f'viewBox="0 0 {side} {side}">{inner}'
    )
    lines = textwrap.wrap(poster.title, _LINE, max_lines=_LINES, placeholder="…")
    texts = [
        _text(line, middle, top + 4 + _CODE + 4 + number * 5, 4.2)
        for number, line in enumerate(lines)
    ]
    address = poster.address.removeprefix("https://").partition("?")[0]
    return drawn + "".join(texts) + _text(address, middle, top + height - 2, 2.8)


def _text(words: str, middle: float, line: float, size: float) -> str:
    place = f'x="{middle:g}" y="{line:g}" font-size="{size}"'
    return f'<text {place} font-family="sans-serif" text-anchor="middle">{escape(words)}</text>'


def _code(poster: Poster) -> segno.QRCode:
    """Return the code; a quarter of it may be dirty or torn (level Q)."""
    return segno.make_qr(poster.address, error="q")
