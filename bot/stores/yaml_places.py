"""Stores: where in a YAML text something stands, and how new text must look to stand beside it."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parsed(content: str) -> dict[str, Any]:
    """Return what a file says, as plain values; raise YAMLError where it can't be read."""
    found = yaml.load(content, Loader=LOADER)  # noqa: S506 - a safe loader, only faster
    return found if isinstance(found, dict) else {}


def entry_node(content: str, id_: str, sections: Sequence[str]) -> yaml.MappingNode | None:
    """Return the node of the item with that id in one of the sections, or None."""
    if not re.search(rf"""\bid: *["']?{re.escape(id_)}\b""", content):
        return None
    try:
        root = yaml.compose(content, Loader=LOADER)
    except yaml.YAMLError:
        return None
    for section in sections:
        items = child(root, section)
        for item in items.value if isinstance(items, yaml.SequenceNode) else ():
            named = child(item, "id")
            if named is not None and named.value == id_:
                found: yaml.MappingNode = item
                return found
    return None


def child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """Return what a mapping holds under the key, or None."""
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def indent_of(item: yaml.MappingNode) -> int:
    """Return the column of the mapping's keys."""
    first: yaml.Node = item.value[0][0]
    return first.start_mark.column


def end_of_line(content: str, node: yaml.Node) -> int:
    """Return where the line after the node's last begins; the end of the text if it is the last.

    A block scalar's end mark may already stand in the next line; comments below stay below.
    """
    last = _last_leaf(node)
    at = last.end_mark.index
    if isinstance(last, yaml.ScalarNode) and last.style in {"|", ">"}:
        while at > 0 and content[at - 1] in " \r\n":
            at -= 1
    found = content.find("\n", at)
    return len(content) if found < 0 else found + 1


def line_end(content: str) -> str:
    r"""Return how the lines of a text end: `\r\n` or `\n`."""
    return "\r\n" if "\r\n" in content else "\n"


def quoted(text: str) -> str:
    """Return a text as it may stand in any list: bare where that is safe, else in quotes."""
    if _is_safe(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def written(items: Sequence[dict[str, Any]]) -> str:
    """Return items for a file's list, two spaces deep, in the order of their keys."""
    return "".join(f"{line}\n" for line in _lines(list(items), 2))


def _lines(value: object, indent: int) -> Iterator[str]:
    space = " " * indent
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _headed(f"{space}{key}:", each, indent + 2)
    elif isinstance(value, list):
        for each in value:
            first, *rest = _lines(each, indent + 2)
            yield f"{space}- {first.lstrip()}"
            yield from rest
    else:
        yield space + _scalar(value)


def _headed(head: str, value: object, indent: int) -> Iterator[str]:
    if isinstance(value, dict | list):
        yield head
        yield from _lines(value, indent)
    else:
        yield f"{head} {_scalar(value)}"


def _scalar(value: object) -> str:
    return quoted(value) if isinstance(value, str) else json.dumps(value)


def _is_safe(text: str) -> bool:
    if not text or text != text.strip() or any(sign in text for sign in ",[]{}#:&*!|>'\"%@`\\"):
        return False
    try:
        return bool(yaml.safe_load(f"[{text}]") == [text])
    except yaml.YAMLError:
        return False


def _last_leaf(node: yaml.Node) -> yaml.Node:
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node
