"""Stores: changes a knowledge file the way a careful person would: one place, the rest untouched.

The place is found in the parsed file, the change is made in the text, so comments, order and
line ends stay as they are. Before anything is written, the changed text is parsed again: unless
it holds exactly what was meant, nothing is written.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.errors import StoreError
from bot.stores.knowledge_folder import files_in, shown
from bot.stores.whole_files import write_whole
from bot.stores.yaml_places import (
    LOADER,
    child,
    entry_node,
    indent_of,
    line_end,
    parsed,
    quoted,
    written,
)
from bot.stores.yaml_surgery import appended, inserted, removed, replaced

SECTIONS = ("entries", "events")


@dataclass(frozen=True, slots=True)
class Edit:
    """Say what was changed: the file and the line that is new or gone."""

    file: str
    line: int
    text: str


def add_phrasing(
    folder: Path, entry: str, text: str, language: str = "de", about: str | None = None
) -> Edit:
    """Add a question to an entry, or to its side `about`; raise StoreError where that can't be.

    `text` goes to the end of the list of that language.
    """
    phrasing = " ".join(text.split())

    def change(content: str, item: yaml.MappingNode) -> tuple[str, int]:
        owner = item if about is None else _side(item, about, entry)
        return _with_phrasing(content, owner, phrasing, language)

    return _edit(folder, entry, change, _PhrasingAdded(phrasing, language, about))


def withdraw(folder: Path, entry: str) -> Edit:
    """Write `withdrawn: true` into an entry, so that it is no longer answered."""

    def change(content: str, item: yaml.MappingNode) -> tuple[str, int]:
        value = child(item, "withdrawn")
        if value is not None:
            return replaced(content, value, "true")
        if item.flow_style:
            return appended(content, item, item.value[-1][1], "withdrawn: true")
        return inserted(content, item.value[0][1], indent_of(item), "withdrawn: true")

    return _edit(folder, entry, change, _WithdrawnIs(value=True))


def bring_back(folder: Path, entry: str) -> Edit:
    """Take `withdrawn` out of an entry, so that it is answered again."""

    def change(content: str, item: yaml.MappingNode) -> tuple[str, int]:
        for key, value in item.value:
            if key.value == "withdrawn":
                return removed(content, item, key, value)
        raise StoreError(f"„{entry}“ ist nicht zurückgezogen – es gibt nichts zu tun.")

    return _edit(folder, entry, change, _WithdrawnIs(value=False))


def add_entries(path: Path, blocks: str) -> Edit:
    """Append entries, as `written_entry` gives them, to a file; make it where there is none."""
    before = _read(path) if path.exists() else schema_line(path)
    newline = line_end(before)
    whole = before if not before or before.endswith(("\n", "\r")) else before + newline
    start = whole if _ends_in_entries(before) else f"{whole}entries:{newline}"
    after = start + blocks.replace("\n", newline)
    added = parsed(f"entries:\n{blocks}")["entries"]
    known = parsed(before)
    expected = {**known, "entries": [*known.get("entries", []), *added]}
    _write_checked(path, after, expected)
    line = start.count("\n") + 1
    return Edit(shown(path), line, blocks.splitlines()[0].strip())


def schema_line(path: Path) -> str:
    """Return the first line of a new file: it tells editors' programs which schema to check by.

    '' where there is no schema in its folder or a folder above.
    """
    above = (folder / "schema.json" for folder in path.absolute().parents)
    schema = next((each for each in above if each.is_file()), None)
    if schema is None:
        return ""
    return f"# yaml-language-server: $schema={os.path.relpath(schema, path.absolute().parent)}\n"


def written_entry(plain: dict[str, Any]) -> str:
    """Return an entry as an editor would write it, indented for the list of a file."""
    return written([plain])


Change = Callable[[str, yaml.MappingNode], tuple[str, int]]


@dataclass(frozen=True, slots=True)
class _PhrasingAdded:
    phrasing: str
    language: str
    about: str | None

    def __call__(self, item: dict[str, Any]) -> None:
        """Make the same change to the parsed entry."""
        sides = item.get("aspects", [])
        owner = item if self.about is None else next(s for s in sides if s["about"] == self.about)
        questions = owner.setdefault("questions", {})
        texts = (
            questions.setdefault(self.language, []) if isinstance(questions, dict) else questions
        )
        texts.append(self.phrasing)


@dataclass(frozen=True, slots=True)
class _WithdrawnIs:
    value: bool

    def __call__(self, item: dict[str, Any]) -> None:
        """Make the same change to the parsed entry."""
        item.pop("withdrawn", None)
        if self.value:
            item["withdrawn"] = True


def _edit(
    folder: Path, entry: str, change: Change, meant: Callable[[dict[str, Any]], None]
) -> Edit:
    for path in files_in(folder):
        before = _read(path)
        item = entry_node(before, entry, SECTIONS)
        if item is None:
            continue
        after, line = change(before, item)
        expected = parsed(before)
        meant(next(e for s in SECTIONS for e in expected.get(s) or [] if e["id"] == entry))
        _write_checked(path, after, expected)
        text = (before if len(before) > len(after) else after).splitlines()[line - 1]
        return Edit(shown(path), line, text.strip())
    raise StoreError(f"Den Eintrag „{entry}“ gibt es nicht – bitte die Kennung prüfen.")


def _with_phrasing(
    content: str, owner: yaml.MappingNode, phrasing: str, language: str
) -> tuple[str, int]:
    questions = child(owner, "questions")
    if questions is None:
        line = f"questions: {{{language}: [{quoted(phrasing)}]}}"
        return inserted(content, owner.value[0][1], indent_of(owner), line)
    texts = questions
    if isinstance(questions, yaml.MappingNode):
        known = child(questions, language)
        if known is None:
            last = questions.value[-1][1]
            text = f"{language}: [{quoted(phrasing)}]"
            return appended(content, questions, last, text)
        texts = known
    if not isinstance(texts, yaml.SequenceNode) or not texts.value:
        raise StoreError(
            f"Die Fragen in Zeile {questions.start_mark.line + 1} sind keine Liste – bitte von "
            "Hand ergänzen."
        )
    bullet = "" if texts.flow_style else "- "
    return appended(content, texts, texts.value[-1], bullet + quoted(phrasing))


def _side(item: yaml.MappingNode, about: str, entry: str) -> yaml.MappingNode:
    aspects = child(item, "aspects")
    for side in aspects.value if isinstance(aspects, yaml.SequenceNode) else ():
        named = child(side, "about") if isinstance(side, yaml.MappingNode) else None
        if named is not None and named.value == about:
            found: yaml.MappingNode = side
            return found
    raise StoreError(f"„{entry}“ hat keine Seite „{about}“ – bitte die Kennung prüfen.")


def _ends_in_entries(content: str) -> bool:
    root = yaml.compose(content, Loader=LOADER) if content else None
    if not isinstance(root, yaml.MappingNode):
        return False
    keys = [key.value for key, _ in root.value]
    if "entries" in keys and keys[-1] != "entries":
        raise StoreError(
            "In dieser Datei folgt noch etwas auf „entries:“ – bitte von Hand ergänzen."
        )
    return "entries" in keys


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise StoreError(f"Die Datei {shown(path)} ist nicht lesbar – bitte prüfen.") from None


def _write_checked(path: Path, content: str, expected: object) -> None:
    try:
        found = parsed(content)
    except yaml.YAMLError:
        found = {}
    if _without_false(found) != _without_false(expected):
        raise StoreError(f"Die Stelle in {shown(path)} ist ungewöhnlich – bitte von Hand ändern.")
    try:
        write_whole(path, content.encode("utf-8"))
    except OSError as fault:
        raise StoreError(
            f"Die Datei {shown(path)} lässt sich nicht schreiben ({fault.strerror}) – bitte die "
            "Rechte prüfen."
        ) from None


def _without_false(tree: object) -> object:
    """Return the tree without `withdrawn: false`, which says the same as nothing."""
    if isinstance(tree, dict):
        kept = {key: value for key, value in tree.items() if (key, value) != ("withdrawn", False)}
        return {key: _without_false(value) for key, value in kept.items()}
    return [_without_false(each) for each in tree] if isinstance(tree, list) else tree
