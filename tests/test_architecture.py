"""The rooms import one way only; each broken rule says where the thing belongs."""

import ast
from pathlib import Path

import pytest

BOT = Path(__file__).parent.parent / "bot"

MAY_IMPORT = {
    "nouns": set(),
    "errors": set(),
    "core": {"core", "nouns", "errors"},
    "stores": {"stores", "core", "nouns", "errors"},
    "faces": {"faces", "core", "nouns", "errors"},
    "curation": {"curation", "stores", "core", "nouns", "errors"},
    "settings_checks": set(),
    "settings": {"settings_checks", "errors"},
    "wiring_operations": {"settings", "faces", "curation", "stores", "core", "nouns", "errors"},
    "wiring_live": {"settings", "curation", "stores", "core", "nouns", "errors"},
    "wiring_desk": {"wiring_live", "settings", "curation", "stores", "core", "nouns", "errors"},
    "wiring_telegram": {"wiring_service", "settings", "faces", "errors"},
    "wiring_service": {
        "wiring",
        "wiring_desk",
        "wiring_live",
        "wiring_telegram",
        "call",
        "settings",
        "faces",
        "curation",
        "stores",
        "core",
        "nouns",
        "errors",
    },
    "wiring_posters": {"settings", "faces", "stores", "core", "nouns", "errors"},
    "door": {"wiring", "wiring_telegram", "call", "logs", "settings", "errors"},
    "call": {"call", "errors"},
    "logs": {"errors"},
    "wiring": {
        "wiring_desk",
        "wiring_live",
        "wiring_posters",
        "wiring_operations",
        "call",
        "settings",
        "faces",
        "curation",
        "stores",
        "core",
        "nouns",
        "errors",
    },
}

ONLY_IN = {
    "rapidfuzz": ("core/matching/", "core/talk_", "stores/knowledge_"),
    "numpy": ("core/matching/", "stores/kept_state.py"),
    "yaml": ("stores/",),
    "aiosqlite": ("stores/journal",),
    "sqlite3": ("stores/journal",),
    "cryptography": ("stores/seal.py",),
    "prometheus_client": ("faces/metrics.py",),
    "Stemmer": ("core/reading.py",),
    "spellchecker": ("stores/everyday_words.py",),
    "segno": ("faces/posters.py",),
    "tornado": ("faces/web.py",),
    "httpx": ("faces/bot_api.py", "faces/telegram/transport.py"),
    "telegram": ("faces/telegram/transport.py",),
    "argparse": ("call/", "door.py", "wiring"),
    "os": ("settings.py", "door.py", "stores/"),
}

CORE_MAY_NOT = {"asyncio", "pathlib", "sqlite3", "time", "os", "io", "socket", "random"}


def room_of(module: str) -> str:
    parts = module.split(".")
    if parts[:2] == ["bot", "core"] and parts[2:3] == ["nouns"]:
        return "nouns"
    return parts[1] if len(parts) > 1 else "bot"


def imports_of(path: Path) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
    return found


FILES = sorted(path for path in BOT.rglob("*.py") if path.name != "__init__.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(BOT)))
def test_every_import_goes_towards_the_core(path: Path) -> None:
    here = str(path.relative_to(BOT))
    room = room_of("bot." + here.removesuffix(".py").replace("/", "."))

    broken = [
        f"{here}:{line} imports {name}: {room} may only import {sorted(MAY_IMPORT[room])}"
        for line, name in imports_of(path)
        if name.startswith("bot.") and room_of(name) not in MAY_IMPORT[room]
    ]

    assert broken == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(BOT)))
def test_every_library_stays_in_its_room(path: Path) -> None:
    here = str(path.relative_to(BOT))

    broken = [
        f"{here}:{line} imports {name}, which belongs in bot/{ONLY_IN[top][0]}"
        for line, name in imports_of(path)
        if (top := name.split(".")[0]) in ONLY_IN and not here.startswith(ONLY_IN[top])
    ]

    assert broken == []


@pytest.mark.parametrize("path", sorted(BOT.glob("core/**/*.py")), ids=lambda path: path.name)
def test_the_core_has_no_clock_no_files_and_no_network(path: Path) -> None:
    broken = [
        f"{path.name}:{line} imports {name}: give it to the core as an argument"
        for line, name in imports_of(path)
        if name.split(".")[0] in CORE_MAY_NOT
    ]

    assert broken == []
