"""The wiring: each command is put together from the rooms: knowledge -> assistant -> face."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.call import ZONE
from bot.core.assistant import Assistant
from bot.core.matching import Matcher
from bot.curation.evaluate import ask_all, figures, read_labelled
from bot.curation.why import why
from bot.errors import BotError, SettingsError
from bot.faces import console
from bot.faces.plain import plain
from bot.settings import Settings
from bot.stores import kept_state
from bot.stores.knowledge_files import read_knowledge
from bot.stores.learning import learn
from bot.stores.table_files import SUFFIXES as TABLES

if TYPE_CHECKING:  # costs time that most calls need not spend
    from bot.wiring_live import Place

SHIPPED = Path(__file__).parent.parent / "knowledge"

_LEARNING = "Das Wissen wird einmal gelernt, das kann eine Minute dauern …"


def build_assistant(folder: Path, data: Path) -> Assistant:
    """Read the knowledge and learn it, or take both from the kept state if nothing changed."""
    _need(folder)
    digest = kept_state.digest_of(folder, SHIPPED)
    kept = kept_state.load(data / "state", digest)
    if kept is not None:
        plain_knowledge, arrays = kept
        knowledge = kept_state.knowledge_from_plain(plain_knowledge)
        return Assistant(knowledge, Matcher.from_state(arrays))
    knowledge = read_knowledge(folder, SHIPPED)
    if sys.stderr.isatty():
        print(_LEARNING, file=sys.stderr, flush=True)
    matcher = learn(knowledge)
    if kept_state.digest_of(folder, SHIPPED) == digest:  # nobody saved meanwhile
        plain_knowledge = kept_state.knowledge_to_plain(knowledge)
        kept_state.keep(data / "state", digest, plain_knowledge, matcher.state())
    return Assistant(knowledge, matcher)


def _need(folder: Path) -> None:
    if not folder.is_dir():
        raise SettingsError(f"Den Ordner {folder} gibt es nicht – bitte --knowledge prüfen.")


def _existing(call: Namespace) -> Path:
    folder = folder_of(call)
    _need(folder)
    return folder


def folder_of(call: Namespace) -> Path:
    """Return the folder of the knowledge that was asked for."""
    return call.knowledge or SHIPPED


def clock_of(call: Namespace) -> Callable[[], datetime]:
    """Return the clock that was asked for."""
    return (lambda: call.now) if call.now else (lambda: datetime.now(ZONE))


def _place(call: Namespace, settings: Settings) -> "Place":
    from bot.wiring_live import Place  # noqa: PLC0415

    return Place(folder_of(call), SHIPPED, settings, build_assistant)


def _chat(call: Namespace, settings: Settings) -> int:
    from bot import wiring_live as live  # noqa: PLC0415

    place = _place(call, settings)
    assistant = live.go_live(place)
    live.keep_live_beside(place, assistant)
    console.chat(assistant, clock_of(call), call.lang, sys.stdin, sys.stdout)
    return 0


def _ask(call: Namespace, settings: Settings) -> int:
    assistant = build_assistant(folder_of(call), settings.data)
    texts = (line.rstrip("\n") for line in sys.stdin) if call.text == "-" else [call.text]
    replies = console.answer_all(
        assistant, texts, clock_of(call), call.lang, dialogue=call.dialogue
    )
    for text, reply in replies:
        reason = {"why": why(assistant, text, reply)} if call.why else {}
        if call.json:
            print(console.as_json(text, reply, assistant, **reason), flush=True)
        else:
            print(plain(reply, assistant.book), *reason.values(), sep="\n\n", flush=True)
    return 0


def _show(call: Namespace, settings: Settings) -> int:
    assistant = build_assistant(folder_of(call), settings.data)
    reply = assistant.show(call.id, clock_of(call)(), call.lang or "de")
    if reply is None:
        raise BotError(f"Die Kennung {call.id!r} gibt es nicht – bitte die Schreibweise prüfen.")
    print(
        console.as_json(call.id, reply, assistant)
        if call.json
        else console.whole(reply, assistant.book)
    )
    return 0


def _check(call: Namespace, settings: Settings) -> int:
    from bot import wiring_desk as desk  # noqa: PLC0415

    place = _place(call, settings)
    deep = desk.Deep(call.sample, call.against) if call.deep else None
    return desk.check(place, clock_of(call)(), deep=deep, whole=call.all)


def _review(call: Namespace, settings: Settings) -> int:
    from bot import wiring_desk as desk  # noqa: PLC0415

    return desk.review(_place(call, settings))


def _stats(call: Namespace, settings: Settings) -> int:
    from bot import wiring_desk as desk  # noqa: PLC0415

    place = _place(call, settings)
    return desk.stats(place, clock_of(call)(), ZONE, call.days, call.html)


def _evaluate(call: Namespace, settings: Settings) -> int:
    if not call.file.is_file():
        raise SettingsError(f"Die Datei {call.file} gibt es nicht – bitte den Pfad prüfen.")
    questions = read_labelled(call.file)
    assistant = build_assistant(folder_of(call), settings.data)
    result = figures(ask_all(assistant, questions, clock_of(call)))
    if call.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name:18} {'–' if value is None else value}")
    return 0


def _import_table(call: Namespace, settings: Settings) -> int:
    from bot import wiring_desk as desk  # noqa: PLC0415

    place = _place(call, settings)
    return desk.take_table(place, call.file, call.out, _confirm if sys.stdin.isatty() else None)


def _confirm(preview: str) -> bool:
    print(preview)
    return input("Übernehmen? [j/N] ").strip().lower() in {"j", "ja", "y", "yes"}


def _import(call: Namespace, settings: Settings) -> int:
    if not call.file.is_file():
        raise SettingsError(f"Die Datei {call.file} gibt es nicht – bitte den Pfad prüfen.")
    if call.file.suffix.lower() in TABLES:
        return _import_table(call, settings)
    from bot.curation.schedule_import import default_out, import_schedule  # noqa: PLC0415

    if call.out is None:
        _need(folder_of(call))
    out = call.out or default_out(call.file, folder_of(call))
    return import_schedule(call.file, out, _confirm if sys.stdin.isatty() else None)


def _export(call: Namespace, settings: Settings) -> int:
    from bot.curation import schedule_export as export  # noqa: PLC0415 - only who exports pays

    if not (call.ids or call.about):
        raise SettingsError(
            "Nichts zum Ausgeben genannt – bitte die Kennung eines Ereignisses oder Vortrags "
            "oder --about mit einer Frage."
        )
    knowledge = read_knowledge(_existing(call), SHIPPED)
    now, language = clock_of(call)(), call.lang or "de"
    talks = export.talks_called(knowledge, call.ids)
    if call.about:
        asked = export.talks_asked_for(knowledge, call.about, now, language)
        talks += [talk for talk in asked if talk not in talks]
    return export.export_schedule(knowledge, talks, call.out, now, language)


def _posters(call: Namespace, settings: Settings) -> int:
    from bot import wiring_posters  # noqa: PLC0415 - only who prints pays for it

    knowledge = read_knowledge(_existing(call), SHIPPED)
    return wiring_posters.print_posters(call, settings, knowledge)


def _backup(call: Namespace, settings: Settings) -> int:
    from bot import wiring_operations as operations  # noqa: PLC0415 - only operators pay for it

    return operations.backup(settings, call.file)


def _restore(call: Namespace, settings: Settings) -> int:
    from bot import wiring_operations as operations  # noqa: PLC0415

    return operations.restore_from(settings, call.file)


def _doctor(call: Namespace, settings: Settings) -> int:
    from bot import wiring_operations as operations  # noqa: PLC0415

    return operations.examine(settings, folder_of(call), SHIPPED, clock_of(call)())


COMMANDS: dict[str, Callable[[Namespace, Settings], int]] = {
    "chat": _chat,
    "ask": _ask,
    "show": _show,
    "check": _check,
    "review": _review,
    "stats": _stats,
    "evaluate": _evaluate,
    "import": _import,
    "export": _export,
    "posters": _posters,
    "backup": _backup,
    "restore": _restore,
    "doctor": _doctor,
}
