"""Fake Bot API: Telegram's specification becomes the short `spec.txt` beside this file.

`python -m tests.bot_api.distil api.json`, where api.json is the machine-readable specification of
github.com/PaulSonOfLars/telegram-bot-api-spec (MIT). One line a method or type:

    name > returned types: field! type,type limit; field type; …      (! means required)
    name = the types it can be                                        (a union)

`[X]` is an array of X; a limit is `1-64c` (characters), `1-64b` (bytes), `1-4096e` (characters
after parsing of its markup), `1-100` (a number) or `=word` (this value only).
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

SPEC = Path(__file__).with_name("spec.txt")

_LIMIT = re.compile(r"\b(\d+)-(\d+)(?: (characters|bytes))?\b(?!-| for)", re.IGNORECASE)
_ONLY = re.compile(r"(?:must be|always) [\"“]?([a-z_0-9]+)[\"”]?$")


def main(arguments: list[str]) -> int:
    """Write spec.txt from the file named."""
    api = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    lines = [f"# {api['version']}", ""]
    lines += [_line(method) for _, method in sorted(api["methods"].items())]
    lines += ["", *(_line(type_) for _, type_ in sorted(api["types"].items()))]
    SPEC.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _line(described: dict[str, Any]) -> str:
    if "subtypes" in described:
        return f"{described['name']} = {_types(described['subtypes'])}"
    returned = f" > {_types(described['returns'])}" if "returns" in described else ""
    fields = described.get("fields", [])
    names = {field["name"] for field in fields}
    return f"{described['name']}{returned}: {'; '.join(_field(each, names) for each in fields)}"


def _field(field: dict[str, Any], beside: set[str]) -> str:
    mark = "!" if field["required"] else ""
    parts = [field["name"] + mark, _types(field["types"]), _limit(field, beside)]
    return " ".join(filter(None, parts))


def _types(types: list[str]) -> str:
    return ",".join(_short(each) for each in types)


def _short(type_: str) -> str:
    inner = type_.removeprefix("Array of ")
    return f"[{_short(inner)}]" if inner != type_ else type_


def _limit(field: dict[str, Any], beside: set[str]) -> str:
    only = _ONLY.search(field["description"])
    if only and field["types"] == ["String"]:
        return f"={only[1]}"
    found = _LIMIT.search(field["description"])
    if not found or "ISO" in field["description"]:
        return ""
    span, unit = f"{found[1]}-{found[2]}", (found[3] or "").lower()
    if field["types"] == ["String"] and unit:
        return span + _unit(field["name"], unit, beside)
    return span if field["types"] in (["Integer"], ["Float"]) else ""


def _unit(name: str, unit: str, beside: set[str]) -> str:
    if parse_mode_of(name) in beside:
        return "e"
    return unit[0]


def parse_mode_of(name: str) -> str:
    """Return the field that says how a text is marked up."""
    return "parse_mode" if name in {"text", "caption", "message_text"} else f"{name}_parse_mode"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
