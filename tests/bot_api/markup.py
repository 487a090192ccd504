"""Fake Bot API: HTML as Telegram reads it (after `parse_html` of tdlib's MessageEntity.cpp).

Stricter in three places, where Telegram silently drops what was meant: a quotation inside a
quotation, other tags inside code, and a link without a usable address are refused.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tests.bot_api.errors import fault
from tests.bot_api.rules import check_link

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")
_PLAIN = re.compile(r"[^<&]+")
_ATTRIBUTE = re.compile(
    r"""\s*(?P<name>[^\s=>/"']+)\s*(?:=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'"""
    r"""|(?P<bare>[A-Za-z0-9.-]+)(?=[\s>])))?"""
)
_ADDRESS = re.compile(r"(?:https?://[^\s/.]+\.[^\s]+|tg://\S+|mailto:\S+|tel:\S+)", re.IGNORECASE)


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int


@dataclass(slots=True)
class _Parsing:
    text: str
    at: int = 0
    out: list[str] = field(default_factory=list)
    offset: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)

    def add(self, words: str) -> None:
        self.out.append(words)
        self.offset += units(words)

    def broken(self, what: str, at: int | None = None) -> Exception:
        place = "" if at is None else f" at byte offset {len(self.text[:at].encode())}"
        return fault(f"can't parse entities: {what}{place}")


def units(text: str) -> int:
    """Return how many UTF-16 units a text takes, as Telegram counts."""
    return len(text) + sum(char > "\uffff" for char in text)


@lru_cache(maxsize=512)
def parse(text: str) -> tuple[str, tuple[dict[str, Any], ...]]:
    """Return the plain text and its entities; raise Refused as Telegram would."""
    parsing = _Parsing(text)
    while parsing.at < len(text):
        if plain := _PLAIN.match(text, parsing.at):
            parsing.add(plain[0])
            parsing.at = plain.end()
        elif text[parsing.at] == "&":
            _reference(parsing)
        elif text.startswith("</", parsing.at):
            _end(parsing)
        else:
            _start(parsing)
    if parsing.open:
        raise parsing.broken(
            f'can\'t find end tag corresponding to start tag "{parsing.open[-1].tag}"'
        )
    return _trimmed("".join(parsing.out), parsing.entities)


def _reference(parsing: _Parsing) -> None:
    found = _REFERENCE.match(parsing.text, parsing.at)
    char = _referred(found) if found else None
    if found is None or char is None:
        parsing.add("&")
        parsing.at += 1
        return
    parsing.add(char)
    parsing.at = found.end()


def _referred(found: re.Match[str]) -> str | None:
    if found[3]:
        return _NAMED.get(found[3])
    code = int(found[1], 16) if found[1] else int(found[2])
    return chr(code) if 0 < code < 0x10FFFF and len(found[0]) <= 10 else None


def _start(parsing: _Parsing) -> None:
    begin = parsing.at
    name = re.compile(r"[^\s>/]*").match(parsing.text, begin + 1)
    tag = name[0].lower() if name else ""
    if ">" not in parsing.text[begin:]:
        raise parsing.broken("Unclosed start tag", begin)
    if tag not in TAGS:
        raise parsing.broken(f'Unsupported start tag "{tag}"', begin)
    attributes = _attributes(parsing, begin, begin + 1 + len(tag))
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise parsing.broken('Tag "span" must have class "tg-spoiler"', begin)
    _check_nesting(parsing, tag, begin)
    parsing.open.append(_Open(tag, attributes, parsing.offset))


def _attributes(parsing: _Parsing, begin: int, at: int) -> dict[str, str]:
    found = {}
    while not (end := re.compile(r"\s*>").match(parsing.text, at)):
        attribute = _ATTRIBUTE.match(parsing.text, at)
        if attribute is None:
            raise parsing.broken("Unclosed start tag", begin)
        value = attribute["double"] or attribute["single"] or (attribute["bare"] or "").lower()
        found[attribute["name"]] = _REFERENCE.sub(lambda ref: _referred(ref) or ref[0], value)
        at = attribute.end()
    parsing.at = end.end()
    return found


def _check_nesting(parsing: _Parsing, tag: str, begin: int) -> None:
    inside = [each.tag for each in parsing.open]
    if tag == "blockquote" and "blockquote" in inside:
        raise parsing.broken("blockquote can't be nested (strict)", begin)
    if ("code" in inside or "pre" in inside) and (inside, tag) != (["pre"], "code"):
        raise parsing.broken(f'Tag "{tag}" can\'t be inside code (strict)', begin)


def _end(parsing: _Parsing) -> None:
    begin = parsing.at
    found = re.compile(r"</([^\s>]*)\s*(>?)").match(parsing.text, begin)
    if not parsing.open:
        raise parsing.broken("Unexpected end tag", begin)
    if found is None or not found[2]:
        raise parsing.broken("Unclosed end tag", begin)
    opened = parsing.open.pop()
    if found[1] and found[1].lower() != opened.tag:
        raise parsing.broken(
            f"Unmatched end tag at byte offset {len(parsing.text[:begin].encode())}, expected "
            f'"</{opened.tag}>", found "</{found[1]}>"'
        )
    parsing.at = found.end()
    if parsing.offset > opened.offset:
        parsing.entities.append(_entity(parsing, opened, begin))


def _entity(parsing: _Parsing, opened: _Open, begin: int) -> dict[str, Any]:
    entity: dict[str, Any] = {
        "type": TAGS[opened.tag],
        "offset": opened.offset,
        "length": parsing.offset - opened.offset,
    }
    attributes = opened.attributes
    if opened.tag == "a":
        entity["url"] = attributes.get("href", "")
        if not _ADDRESS.fullmatch(entity["url"]):
            raise parsing.broken(f'link without a usable address "{entity["url"]}" (strict)', begin)
        check_link(entity["url"])
    elif opened.tag == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    elif opened.tag == "tg-emoji":
        entity["custom_emoji_id"] = attributes.get("emoji-id", "")
    elif opened.tag == "tg-time":
        entity |= _time(parsing, attributes, begin)
    elif opened.tag == "code" and attributes.get("class", "").startswith("language-"):
        entity["language"] = attributes["class"].removeprefix("language-")
    return entity


def _time(parsing: _Parsing, attributes: dict[str, str], begin: int) -> dict[str, Any]:
    unix = attributes.get("unix", "")
    if not unix.isdigit():
        raise parsing.broken('Tag "tg-time" must have attribute "unix"', begin)
    return {"unix_time": int(unix), "date_time_format": attributes.get("format", "")}


def _trimmed(text: str, entities: list[dict[str, Any]]) -> tuple[str, tuple[dict[str, Any], ...]]:
    """Take white space at both ends away, as Telegram does, and move the entities."""
    plain = text.strip()
    before, length = units(text) - units(text.lstrip()), units(plain)
    moved = []
    for entity in sorted(entities, key=lambda each: (each["offset"], -each["length"])):
        start = max(entity["offset"] - before, 0)
        end = min(entity["offset"] - before + entity["length"], length)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return plain, tuple(moved)
