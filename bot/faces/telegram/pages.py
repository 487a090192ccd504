"""Faces: what Telegram shows, a page of HTML and rows of buttons; pure."""

import unicodedata
from dataclasses import dataclass
from html import escape

LONGEST = 4096
"""Most UTF-16 units of a message's text; counted with its markup, which Telegram does not."""

LABEL = 60
"""Most characters of a button's label; longer ones are cut at a word."""

_JOINER = "\u200d"


@dataclass(frozen=True, slots=True)
class Button:
    """Offer something to press: what it carries, or the address it opens."""

    label: str
    press: str | None = None
    url: str | None = None

    def drawn(self) -> dict[str, str]:
        """Return the button as Telegram wants it."""
        carried = {"url": self.url} if self.url else {"callback_data": self.press or ""}
        return {"text": self.label, **carried}


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Show a text in Telegram's HTML with rows of buttons; `rest` are texts that follow it."""

    html: str
    rows: tuple[Row, ...] = ()
    rest: tuple[str, ...] = ()


def bold(text: str) -> str:
    """Return the text in bold, escaped."""
    return f"<b>{safe(text)}</b>" if text else ""


def italic(html: str) -> str:
    """Return the markup in italics; it is escaped already."""
    return f"<i>{html}</i>" if html else ""


def link(label: str, url: str) -> str:
    """Return a link, both parts escaped."""
    return f'<a href="{escape(url)}">{safe(label)}</a>'


def safe(text: str) -> str:
    """Return the text escaped for Telegram's HTML."""
    return escape(text, quote=False)


def units(text: str) -> int:
    """Return how many UTF-16 units the text takes, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(label: str, longest: int = LABEL) -> str:
    """Return the label cut at a word where it is too long."""
    if len(label) <= longest:
        return label
    cut = label[: grapheme_end(label, longest - 1)]
    at_word = cut.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > longest // 2 else cut).rstrip(" ,;:–-") + "…"


def pieces(text: str, longest: int = LONGEST) -> list[str]:
    """Split plain text so that each piece, escaped, fits: at paragraphs, lines, sentences, words.

    A piece never ends inside a character as people see it (a grapheme).
    """
    found = []
    rest = text.strip()
    while units(safe(rest)) > longest:
        cut = _cut(rest, longest)
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*found, rest] if rest else found


def grapheme_end(text: str, at: int) -> int:
    """Return the nearest place not after `at` that is between two graphemes."""
    place = at
    while 0 < place < len(text) and at - place < 64 and _belongs_together(text, place):
        place -= 1
    return place if place > 0 and at - place < 64 else at


def _cut(text: str, longest: int) -> int:
    end = _fitting(text, longest)
    window = text[:end]
    for mark in ("\n\n", "\n", ". ", " "):
        place = window.rfind(mark)
        if place > end // 3:
            return place + len(mark)
    return grapheme_end(text, end)


def _fitting(text: str, longest: int) -> int:
    """Return how many characters of the text fit once escaped."""
    used = 0
    for place, char in enumerate(text):
        used += units(safe(char))
        if used > longest:
            return place
    return len(text)


def _belongs_together(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if _JOINER in {before, after} or unicodedata.category(after) in {"Mn", "Me", "Mc"}:
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff":  # skin tones
        return True
    return _is_flag_half(after) and _flag_halves_before(text, place) % 2 == 1


def _flag_halves_before(text: str, place: int) -> int:
    first = place
    while first > 0 and _is_flag_half(text[first - 1]):
        first -= 1
    return place - first


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
