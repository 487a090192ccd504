"""Stores: YAML text -> nodes that know their place; nesting is bounded, aliases are faults.

The tree is built here from libyaml's events rather than by its own composer, which follows
nesting on the C stack: a file of a hundred thousand brackets would end the whole program.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import yaml

from bot.stores.faults import Fault
from bot.stores.yaml_faults import CUT_OFF, DEEP, LABELLED, SECOND_DOCUMENT, TAGGED, syntax_fault

DEEPEST = 20
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STANDARD = "tag:yaml.org,2002:"
_Read = TypeVar("_Read")
_HASH = re.compile(r"[ \t]+#[^\s#]")
"""What comes after it is a comment to YAML; a comment on purpose begins with "# "."""

_Tagged = yaml.ScalarEvent | yaml.CollectionStartEvent


@dataclass(frozen=True, slots=True)
class Scalar:
    """Hold one value as written; `tag` is what YAML 1.1 takes it for (str, int, bool, null …)."""

    text: str
    tag: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Items:
    """Hold a list."""

    items: "list[Node]"
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """Hold a mapping in its written order, repeated keys included."""

    pairs: "list[tuple[Node, Node]]"
    line: int
    column: int


Node = Scalar | Items | Pairs


class Tree:
    """Grow the nodes of one file; `faults` fills as it goes."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.root: Node | None = None
        self._text = text
        self._events = _LOADER(text)
        self._depth = 0

    def grow(self) -> None:
        """Read the whole text; the first syntax error ends it and becomes a fault."""
        try:
            self._events.get_event()  # the stream starts
            if not self._events.check_event(yaml.StreamEndEvent):
                self._events.get_event()  # the document starts
                self.root = self._node()
                self._events.get_event()  # the document ends
            if not self._events.check_event(yaml.StreamEndEvent):
                self._report(self._events.get_event(), *SECOND_DOCUMENT)
        except yaml.MarkedYAMLError as error:
            self.root = None
            self.faults.append(syntax_fault(self.file, error))
        except _TooDeepError as error:
            self.root = None
            self.faults.append(Fault(self.file, error.line, error.column, *DEEP))
        finally:
            self._events.dispose()

    def _node(self) -> Node:
        event = self._events.get_event()
        if isinstance(event, yaml.AliasEvent):
            self._report(event, *LABELLED)
            return self._scalar(event, "", "str")
        if event.anchor is not None:
            self._report(event, *LABELLED)
        if isinstance(event, yaml.ScalarEvent):
            self._check_comment(event)
            return self._scalar(event, event.value, self._tag(event))
        self._check_tag(event)
        return self._branch(event)

    def _branch(self, event: yaml.NodeEvent) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _TooDeepError(*_place(event))
        line, column = _place(event)
        node: Node
        if isinstance(event, yaml.SequenceStartEvent):
            node = Items(self._until(yaml.SequenceEndEvent, self._node), line, column)
        else:
            node = Pairs(self._until(yaml.MappingEndEvent, self._pair), line, column)
        self._depth -= 1
        return node

    def _pair(self) -> tuple[Node, Node]:
        return self._node(), self._node()

    def _until(self, end: type[yaml.Event], read: Callable[[], _Read]) -> list[_Read]:
        found = []
        while not self._events.check_event(end):
            found.append(read())
        self._events.get_event()
        return found

    def _tag(self, event: yaml.ScalarEvent) -> str:
        if event.tag is not None and event.tag != "!":
            self._check_tag(event)
            return str(event.tag).removeprefix(_STANDARD)
        if not event.implicit[0] or event.tag == "!":
            return "str"
        tag = self._events.resolve(yaml.ScalarNode, event.value, event.implicit)
        return str(tag).removeprefix(_STANDARD)

    def _check_tag(self, event: yaml.ScalarEvent) -> None:
        if event.tag not in (None, "!"):
            self._report(event, *TAGGED)

    def _check_comment(self, event: yaml.ScalarEvent) -> None:
        end = event.end_mark
        if event.implicit[0] and end and _HASH.match(self._text, end.index):
            line, column = end.line + 1, end.column + 1
            self.faults.append(Fault(self.file, line, column, *CUT_OFF))

    def _scalar(self, event: yaml.Event, text: str, tag: str) -> Scalar:
        return Scalar(text, tag, *_place(event))

    def _report(self, event: yaml.Event, problem: str, remedy: str) -> None:
        self.faults.append(Fault(self.file, *_place(event), problem, remedy))


class _TooDeepError(Exception):
    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.line = line
        self.column = column


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
