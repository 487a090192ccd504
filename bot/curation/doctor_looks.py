"""Curation: what the doctor looks at; no look changes anything."""

import asyncio
import shutil
import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Protocol

from bot.curation.doctor import Finding, advice, fault, well
from bot.errors import KnowledgeError
from bot.stores.journal import Journal
from bot.stores.journal_backup import verified
from bot.stores.knowledge_files import read_knowledge
from bot.stores.seal import open_seal

LEAST_DISK = 200_000_000
"""Bytes below which the disk is called nearly full."""

MOST_SKEW = timedelta(seconds=60)
"""How far the clock may be off before reminders come noticeably late."""

MOST_WAITING = 100
"""Updates that may wait at Telegram before something is called stuck."""


class Telegram(Protocol):
    """Describe what a face learnt of the Bot API."""

    @property
    def name(self) -> str:
        """Return the bot's user name."""

    @property
    def webhook(self) -> str:
        """Return the webhook set at Telegram, empty for none."""

    @property
    def waiting(self) -> int:
        """Return how many updates wait."""

    @property
    def last_error(self) -> str | None:
        """Return Telegram's last trouble with the webhook."""

    @property
    def moment(self) -> datetime | None:
        """Return the clock of the Bot API."""


def python() -> list[Finding]:
    """Look at the interpreter."""
    return [well(f"Version {'.'.join(map(str, sys.version_info[:3]))}.")]


def settings(unknown: Sequence[str], *, token: bool, admins: bool) -> list[Finding]:
    """Look for what is missing or misspelt; wrong values were refused before."""
    found = [
        advice(f"{name} kennt der Bot nicht – bitte die Schreibweise prüfen.") for name in unknown
    ]
    if not token:
        found.append(
            advice(
                "TELEGRAM_BOT_TOKEN ist nicht gesetzt – für Telegram ein Token bei @BotFather holen."
            )
        )
    if not admins:
        found.append(
            advice(
                "BOT_ADMINS ist leer – bitte setzen, sonst erfährt niemand von Fehlern im Wissen."
            )
        )
    return found or [well("vollständig.")]


def disk(folder: Path) -> list[Finding]:
    """Look at the space where the database lies."""
    there = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
    free = shutil.disk_usage(there).free
    size = f"{free / 1e9:.1f} GB".replace(".", ",")
    if free < LEAST_DISK:
        return [
            fault(f"nur noch {size} frei – bitte schaffen, sonst wird bald nichts mehr gemerkt.")
        ]
    return [well(f"{size} frei.")]


def knowledge(folder: Path, shipped: Path, today: date) -> list[Finding]:
    """Look at the knowledge: its faults, and the reviews that are due."""
    try:
        found = read_knowledge(folder, shipped)
    except KnowledgeError as faults:
        return [fault(f"{len(faults.faults)} Fehler – bitte `check` aufrufen und sie beheben.")]
    due = [each.id for each in found.entries.values() if each.review and each.review <= today]
    if due:
        return [advice(f"{len(due)} Einträge sind durchzusehen – bitte mit {due[0]} anfangen.")]
    return [well(f"{len(found.entries)} Einträge, {len(found.talks)} Vorträge.")]


def database(journal: Path) -> list[Finding]:
    """Look at the database: there and whole."""
    if not journal.exists():
        return [well(f"{journal} entsteht beim ersten Start.")]
    verified(journal)
    size = f"{journal.stat().st_size / 1e6:.1f} MB".replace(".", ",")
    return [well(f"{journal}: {size}, unbeschädigt.")]


def key(path: Path, journal: Path) -> list[Finding]:
    """Look at the key: there, its owner's alone, the one the database was sealed with."""
    if not path.exists() and not journal.exists():
        return [well(f"{path} entsteht beim ersten Start.")]
    if not path.exists():
        return [
            fault(
                f"{path} fehlt – bitte zurücklegen; mit einem neuen Schlüssel sind Gemerktes, "
                "Erinnerungen und offene Fragen verloren."
            )
        ]
    if path.stat().st_mode & 0o077:
        return [fault(f"{path} ist für andere lesbar – bitte `chmod 600 {path}` ausführen.")]
    if journal.exists() and (unreadable := asyncio.run(_unreadable(journal, path))):
        return [
            advice(
                f"{unreadable} Datensätze gehören zu einem anderen Schlüssel – bitte den früheren "
                "zurücklegen; sonst verfallen sie mit der Zeit."
            )
        ]
    return [well(f"{path}: bitte getrennt von der Datenbank sichern.")]


def telegram(seen: Telegram, webhook: str | None, now: datetime) -> list[Finding]:
    """Look at what the Bot API said: reachable, webhook as wanted, nothing stuck, clocks alike."""
    found = [well(f"erreichbar als @{seen.name}.")]
    if bool(seen.webhook) != bool(webhook) or not seen.webhook.startswith(webhook or ""):
        words = "Webhook dort und hier verschieden – bitte den Bot neu starten, er setzt ihn."
        found.append(advice(words))
    if webhook and seen.last_error:
        found.append(fault(f"Webhook: {seen.last_error} – bitte Adresse und Zertifikat prüfen."))
    if seen.waiting > MOST_WAITING:
        found.append(advice(f"{seen.waiting} Nachrichten warten – bitte prüfen, ob der Bot läuft."))
    if seen.moment and abs(now - seen.moment) > MOST_SKEW:
        seconds = f"{abs(now - seen.moment).total_seconds():.0f}"
        found.append(fault(f"die Uhr geht {seconds} Sekunden falsch – bitte NTP einschalten."))
    return found


async def _unreadable(path: Path, key_file: Path) -> int:
    journal = await Journal.open(path, open_seal(key_file))
    try:
        return await journal.unreadable()
    finally:
        await journal.close()
