"""The wiring of QR codes for posters; imported only when called for."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from bot.core.nouns import Knowledge
from bot.core.phrasebook import in_language
from bot.errors import BotError, SettingsError
from bot.faces.bot_api import look
from bot.faces.posters import Poster, picture, sheets
from bot.faces.telegram.links import address
from bot.settings import Settings
from bot.stores.whole_files import write_whole


def print_posters(call: Namespace, settings: Settings, knowledge: Knowledge) -> int:
    """Draw the codes into the file, or into several named after it, and say where they are."""
    kind = call.file.suffix.lower()
    if kind not in {".svg", ".png"}:
        raise SettingsError(
            f"{call.file} ist weder .svg noch .png – bitte eine der beiden Endungen wählen."
        )
    bot = (call.bot or _name(settings)).removeprefix("@")
    language = call.lang or "de"
    posters = [_poster(knowledge, id_, bot, language) for id_ in _ids(knowledge, call.ids)]
    if kind == ".svg":
        drawn = list(sheets(posters, language))
        names = [f"{call.file.stem}-{number}" for number in range(1, len(drawn) + 1)]
    else:
        drawn = [picture(poster) for poster in posters]
        names = [f"{call.file.stem}-{poster.name}" for poster in posters]
    single = len(drawn) == 1
    for name, content in zip(names, drawn, strict=True):
        _write(call.file if single else call.file.with_name(f"{name}{kind}"), content)
    return 0


def _ids(knowledge: Knowledge, called: list[str]) -> Iterator[str]:
    """Return the ids called for; an event stands for its talks."""
    for id_ in called:
        if event := knowledge.events.get(id_):
            yield from (talk.id for talk in event.talks)
        else:
            yield id_


def _poster(knowledge: Knowledge, id_: str, bot: str, language: str) -> Poster:
    found = knowledge.entries.get(id_) or knowledge.talks.get(id_)
    if found is None:
        raise BotError(f"Die Kennung {id_!r} gibt es nicht – bitte die Schreibweise prüfen.")
    return Poster(id_, in_language(found.title, language), address(bot, id_))


def _name(settings: Settings) -> str:
    if not settings.token:
        raise SettingsError(
            "Der Name des Bots ist nicht bekannt – bitte --bot NAME angeben oder "
            "TELEGRAM_BOT_TOKEN setzen."
        )
    return look(settings.token, settings.api_url).name


def _write(target: Path, content: bytes) -> None:
    try:
        write_whole(target, content)
    except OSError as fault:
        raise SettingsError(
            f"{target} lässt sich nicht schreiben ({fault.strerror}) – bitte einen anderen Pfad "
            "nennen."
        ) from None
    print(f"Geschrieben: {target}")
