"""The wiring of what operators call: backup, restore, doctor; imported only when called for."""

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from bot.curation import doctor, doctor_looks
from bot.errors import SettingsError
from bot.faces.bot_api import look
from bot.settings import Settings
from bot.stores.journal_backup import back_up, restore


def backup(settings: Settings, target: Path) -> int:
    """Copy the journal to the target and say what it holds."""
    held = back_up(settings.journal, target)
    print(f"Gesichert und geprüft: {target} ({_rows(held)}).")
    print(f"Der Schlüssel {settings.key_file} ist nicht dabei – bitte getrennt sichern.")
    return 0


def restore_from(settings: Settings, source: Path) -> int:
    """Bring a copy back as the journal and say what it holds."""
    if not source.is_file():
        raise SettingsError(f"Die Datei {source} gibt es nicht – bitte den Pfad prüfen.")
    held = restore(source, settings.journal)
    print(f"Zurückgespielt: {settings.journal} ({_rows(held)}).")
    return 0


def examine(settings: Settings, knowledge: Path, shipped: Path, now: datetime) -> int:
    """Print the doctor's findings; return 1 if anything is at fault."""
    token = settings.token
    looks: dict[str, doctor.Look] = {
        "Python": doctor_looks.python,
        "Einstellungen": lambda: doctor_looks.settings(
            settings.unknown, token=bool(token), admins=bool(settings.admins)
        ),
        "Platz": lambda: doctor_looks.disk(settings.data),
        "Wissen": lambda: doctor_looks.knowledge(knowledge, shipped, now.date()),
        "Datenbank": lambda: doctor_looks.database(settings.journal),
        "Schlüssel": lambda: doctor_looks.key(settings.key_file, settings.journal),
    }
    if token:
        looks["Telegram"] = lambda: doctor_looks.telegram(
            look(token, settings.api_url), settings.webhook_url, now
        )
    return doctor.report(looks, sys.stdout)


def _rows(held: Mapping[str, int]) -> str:
    return ", ".join(f"{_TABLES[table]}: {number}" for table, number in held.items())


_TABLES = {
    "people": "Personen",
    "stars": "Gemerktes",
    "reminders": "Erinnerungen",
    "questions": "offene Fragen",
    "counts": "Zähler",
    "ratings": "Bewertungen",
}
