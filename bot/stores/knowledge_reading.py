"""Stores: nodes of one file x the format -> pieces that know their place, and faults."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.stores import knowledge_remarks as remarks
from bot.stores import knowledge_shapes as shapes
from bot.stores.faults import Fault
from bot.stores.knowledge_near import nearest
from bot.stores.knowledge_pieces import Piece
from bot.stores.knowledge_scalars import READ, WrongError, text
from bot.stores.yaml_nodes import Items, Node, Pairs, Scalar


@dataclass(frozen=True, slots=True)
class Mention:
    """Note that a file refers to something by its id."""

    to: str
    id: Piece


@dataclass(frozen=True, slots=True)
class Wording:
    """Note in which languages one field was written; none if its value was plain.

    `item` is the number of the top-level item it belongs to; `key` is where the field begins.
    """

    name: str
    key: Piece
    item: int
    languages: frozenset[str]
    every: bool


@dataclass(slots=True)
class Reading:
    """Read one file; `faults`, `mentions` and `wordings` fill as it goes."""

    file: str
    faults: list[Fault] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    wordings: list[Wording] = field(default_factory=list)
    item: int = 0
    depth: int = 0

    def read(self, shape: shapes.Shape, node: Node, key: Scalar | None = None) -> Piece | None:
        """Return the piece the node holds, or None after reporting why it can't be read."""
        reader: _Reader = _READERS.get(type(shape), Reading._scalar)
        return reader(self, shape, node, key or node)

    def report(self, at: Node | Piece, problem: str, remedy: str) -> None:
        """Note a fault at a place in this file."""
        self.faults.append(Fault(self.file, at.line, at.column, problem, remedy))

    def _scalar(self, shape: shapes.Scalar, node: Node, key: Node) -> Piece | None:
        if not isinstance(node, Scalar):
            self.report(node, *remarks.instead_of_one_value(node))
            return None
        try:
            if node.tag == "null":
                text(node)
            piece = Piece(READ[type(shape)](shape, node), node.line, node.column)
        except WrongError as wrong:
            self.report(_at(node, key), wrong.problem, wrong.remedy)
            return None
        if isinstance(shape, shapes.Reference):
            self.mentions.append(Mention(shape.to, piece))
        return piece

    def _list(self, shape: shapes.ListOf, node: Node, key: Node) -> Piece | None:
        if not isinstance(node, Items):
            self.report(_at(node, key), *remarks.NO_LIST)
            return None
        if not node.items and not shape.may_be_empty:
            self.report(node, *remarks.EMPTY_LIST)
        if shape.most and len(node.items) > shape.most:
            self.report(node.items[shape.most], *remarks.too_many(len(node.items), shape.most))
        return Piece(list(self._items(shape.item, node.items)), node.line, node.column)

    def _items(self, shape: shapes.Shape, nodes: Iterable[Node]) -> Iterator[Piece]:
        for node in nodes:
            self.item += self.depth == 1
            piece = self.read(shape, node)
            if piece is not None:
                yield piece

    def _per_language(self, shape: shapes.PerLanguage, node: Node, key: Node) -> Piece | None:
        name = key.text if isinstance(key, Scalar) else ""
        if not isinstance(node, Pairs):
            self._note(name, key, frozenset(), every=shape.every)
            return self.read(shape.item, node, key if isinstance(key, Scalar) else None)
        found = {}
        for language, code, value in self._pairs(node):
            if code not in shapes.LANGUAGES:
                self.report(language, *remarks.unknown_language(code, value))
                continue
            found[code] = self.read(shape.item, value, language)
        self._note(name, key, frozenset(found), every=shape.every)
        if not found and not node.pairs:
            self.report(node, *remarks.NOTHING)
        texts = {code: piece for code, piece in found.items() if piece is not None}
        return Piece(texts, node.line, node.column)

    def _note(self, name: str, key: Node, languages: frozenset[str], *, every: bool) -> None:
        at = Piece(name, key.line, key.column)
        self.wordings.append(Wording(name, at, self.item, languages, every))

    def _table(self, shape: shapes.Table, node: Node, key: Node) -> Piece | None:
        if not isinstance(node, Pairs) or not node.pairs:
            self.report(_at(node, key), *remarks.NO_TABLE)
            return None
        found = {}
        for name, code, value in self._pairs(node):
            self.read(shape.key, name)
            found[code] = self.read(shape.value, value, name)
        pieces = {code: piece for code, piece in found.items() if piece is not None}
        return Piece(pieces, node.line, node.column)

    def _record(self, shape: shapes.Record, node: Node, key: Node) -> Piece | None:
        if not isinstance(node, Pairs):
            self.report(_at(node, key), *remarks.no_record(shape))
            return None
        found, named = {}, set()
        self.depth += 1
        for name, code, value in self._pairs(node):
            self.item += self.depth == 1
            known = shape.by_key.get(code)
            if known is None:
                self.report(name, *remarks.unknown_key(code, shape, value))
                named.add(nearest(code, shape.by_key) or code)  # one slip is one fault
                continue
            named.add(code)
            piece = self.read(known.shape, value, name)
            if piece is not None:
                found[code] = piece
        self.depth -= 1
        self._check_missing(shape, named, node)
        return Piece(found, node.line, node.column, frozenset(named))

    def _check_missing(self, shape: shapes.Record, named: set[str], node: Node) -> None:
        for missing in (each.key for each in shape.fields if each.required):
            if missing not in named:
                self.report(node, *remarks.missing_key(missing, shape))
        if shape.any_of and named.isdisjoint(shape.any_of):
            self.report(node, *remarks.missing_all(shape))

    def _pairs(self, node: Pairs) -> Iterator[tuple[Scalar, str, Node]]:
        first: dict[str, int] = {}
        for key, value in node.pairs:
            if not isinstance(key, Scalar):
                self.report(key, *remarks.NO_KEY)
            elif key.text in first:
                self.report(key, *remarks.repeated_key(key.text, first[key.text]))
            else:
                first[key.text] = key.line
                yield key, key.text, value


_Reader = Callable[[Reading, Any, Node, Any], Piece | None]
_READERS: dict[type, _Reader] = {
    shapes.ListOf: Reading._list,  # noqa: SLF001 - the table of this very class
    shapes.PerLanguage: Reading._per_language,  # noqa: SLF001
    shapes.Table: Reading._table,  # noqa: SLF001
    shapes.Record: Reading._record,  # noqa: SLF001
}


def _at(node: Node, key: Node) -> Node:
    return key if remarks.is_empty(node) else node
