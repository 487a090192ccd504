"""Stores: the present event file, its talks with the lines they stand on; nothing else changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import ScheduleError
from bot.stores.schedule_writing import Plain
from bot.stores.yaml_nodes import Items, Node, Pairs, Scalar, Tree


@dataclass(frozen=True, slots=True)
class PresentTalk:
    """Hold one talk as the file has it, and its lines."""

    plain: dict[str, Plain]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Present:
    """Hold an event file: the lines before, of and after the talks of one event."""

    id: str
    before: tuple[str, ...]
    talks: tuple[PresentTalk, ...]
    after: tuple[str, ...]
    indent: int
    days: tuple[str, str]
    language: str


def present_in(text: str, event: str) -> Present:
    """Return the event of that id in the file, or its only event; raise ScheduleError otherwise."""
    tree = Tree("", text)
    tree.grow()
    if tree.faults:
        fault = tree.faults[0]
        raise ScheduleError(
            f"Die vorhandene Ereignisdatei hat in Zeile {fault.line} einen Fehler: {fault.problem}."
        )
    node = _event(tree.root, event)
    lines = text.splitlines()
    talks = _value(node, "talks")
    items = talks.items if isinstance(talks, Items) else []
    language = _value(tree.root, "language")
    starts = [each.line - 1 for each in items]
    if not starts:
        return _without_talks(node, lines, language)
    end = _end(lines, starts[-1], _dash(lines[starts[-1]]))
    bounds = [*starts, end]
    held = [
        PresentTalk(_as_dict(item), tuple(lines[first:last]))
        for item, first, last in zip(items, starts, bounds[1:], strict=True)
    ]
    if any("- " not in each.lines[0] for each in held):
        raise ScheduleError("Die Programmpunkte der Ereignisdatei müssen untereinander stehen.")
    return Present(
        id=_said(node, "id"),
        before=tuple(lines[: starts[0]]),
        talks=tuple(held),
        after=tuple(lines[end:]),
        indent=_dash(lines[starts[0]]),
        days=(_said(node, "start"), _said(node, "end")),
        language=language.text if isinstance(language, Scalar) else "de",
    )


def _without_talks(node: Pairs, lines: Sequence[str], language: Node | None) -> Present:
    """Return an event whose file has no talks yet; `talks:` goes below its last line."""
    indent = node.column - 1
    end = _end(lines, node.line - 1, indent - 2)
    kept = [line for line in lines[:end] if line.strip() not in ("talks:", "talks: []")]
    return Present(
        id=_said(node, "id"),
        before=(*kept, " " * indent + "talks:"),
        talks=(),
        after=tuple(lines[end:]),
        indent=indent + 2,
        days=(_said(node, "start"), _said(node, "end")),
        language=language.text if isinstance(language, Scalar) else "de",
    )


def _event(root: Node | None, event: str) -> Pairs:
    events = _value(root, "events")
    found = events.items if isinstance(events, Items) else []
    pairs = [each for each in found if isinstance(each, Pairs)]
    named = [each for each in pairs if _said(each, "id") == event]
    if not named and len(pairs) == 1:
        named = pairs
    if len(named) != 1:
        raise ScheduleError(f"In der vorhandenen Ereignisdatei steht kein Ereignis „{event}“.")
    return named[0]


def _end(lines: Sequence[str], start: int, dash: int) -> int:
    """Return the line after the block that starts there with its dash at that column."""
    end = start + 1
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip()) <= dash:
            break
        if line.strip():
            end = number + 1
    return end


def _dash(line: str) -> int:
    return len(line) - len(line.lstrip())


def _value(node: Node | None, key: str) -> Node | None:
    for name, value in node.pairs if isinstance(node, Pairs) else ():
        if isinstance(name, Scalar) and name.text == key:
            return value
    return None


def _said(node: Node | None, key: str) -> str:
    value = _value(node, key)
    return value.text if isinstance(value, Scalar) else ""


def _as_dict(node: Node) -> dict[str, Plain]:
    plain = _plain(node)
    return dict(plain) if isinstance(plain, dict) else {}


def _plain(node: Node) -> Plain:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [_plain(each) for each in node.items]
    return {name.text: _plain(value) for name, value in node.pairs if isinstance(name, Scalar)}
