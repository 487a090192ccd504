"""Fake Bot API: the shapes of methods and types, from `spec.txt`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tests.bot_api.distil import SPEC

_LINE = re.compile(r"(?P<name>\w+)(?: > (?P<returned>\S+))?(?P<kind>:| =) ?(?P<rest>.*)")


@dataclass(frozen=True, slots=True)
class Upload:
    """Hold a file that came with a call."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Field:
    """Describe one field of a call or an object."""

    name: str
    types: tuple[str, ...]
    required: bool
    limit: str


@dataclass(frozen=True, slots=True)
class Shape:
    """Describe a method or a type: its fields, or for a union the types it can be."""

    name: str
    fields: Mapping[str, Field]
    union: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()


@cache
def shapes() -> dict[str, Shape]:
    """Return every method and type by name."""
    lines = SPEC.read_text(encoding="utf-8").splitlines()
    found = [_LINE.fullmatch(line) for line in lines if line and not line.startswith("#")]
    return {match["name"]: _shape(match) for match in found if match}


def _shape(line: re.Match[str]) -> Shape:
    returned = tuple((line["returned"] or "").split(","))
    if line["kind"] == " =":
        return Shape(line["name"], {}, tuple(line["rest"].split(",")), returned)
    fields = [_field(part) for part in line["rest"].split("; ") if part]
    return Shape(line["name"], {each.name: each for each in fields}, (), returned)


def _field(part: str) -> Field:
    name, types, *limit = part.split(" ")
    return Field(
        name.rstrip("!"), tuple(types.split(",")), name.endswith("!"), limit[0] if limit else ""
    )
