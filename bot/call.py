"""The call: what was typed after `run_bot.py`, checked; only this file knows argparse."""

import argparse
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

from bot.errors import SettingsError

ZONE = ZoneInfo("Europe/Berlin")
"""The bot's own time zone, for a clock given without one."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise SettingsError(f"Aufruf nicht verstanden: {message} – siehe: python run_bot.py --help")


def read_call(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line; raise SettingsError with one sentence where it is wrong."""
    common = _Parser(add_help=False)
    common.add_argument("--knowledge", type=Path, default=None, help="Ordner mit dem Wissen")
    common.add_argument("--now", type=_clock, help="die Uhr, zum Beispiel 2024-10-16T13:05")
    common.add_argument("--lang", choices=("de", "en"), help="Sprache, wenn die Frage keine zeigt")
    parser = _Parser(prog="run_bot.py", description="Der Assistent für Schwerte.")
    parser.set_defaults(command=None, knowledge=None, now=None, lang=None)
    commands = parser.add_subparsers(dest="command", parser_class=_Parser, metavar="BEFEHL")

    def command(name: str, words: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=words, parents=[common], description=words)

    command("chat", "Gespräch im Terminal")
    command("telegram", "der Telegram-Bot")
    ask = command("ask", "eine Frage, eine Antwort")
    ask.add_argument("text", metavar="TEXT", help="die Frage; - liest jede Zeile der Eingabe")
    ask.add_argument("--json", action="store_true", help="ein JSON-Objekt je Frage")
    ask.add_argument("--why", action="store_true", help="dazu sagen, warum diese Antwort")
    ask.add_argument("--dialogue", action="store_true", help="die Zeilen sind ein Gespräch")
    show = command("show", "einen Eintrag, ein Ereignis oder einen Vortrag zeigen")
    show.add_argument("id", metavar="ID")
    show.add_argument("--json", action="store_true")
    check = command("check", "das Wissen prüfen")
    check.add_argument("--all", action="store_true", help="alle Hinweise zeigen")
    check.add_argument("--deep", action="store_true", help="jede Frage mit Tippfehlern stellen")
    check.add_argument("--against", type=Path, metavar="DIR", help="mit diesem Wissen vergleichen")
    check.add_argument("--sample", type=_share, default=1.0, metavar="0.1", help="nur ein Teil")
    command("review", "die offenen Fragen durchgehen")
    stats = command("stats", "was gefragt wird, in Zahlen")
    stats.add_argument("--days", type=_days, default=7, metavar="N", help="so viele Tage")
    stats.add_argument("--html", type=Path, metavar="FILE", help="als Seite mit Bildern schreiben")
    evaluate = command("evaluate", "Fragen mit bekannter Antwort stellen und zählen")
    evaluate.add_argument("file", metavar="FILE", type=Path)
    evaluate.add_argument("--json", action="store_true")
    imported = command("import", "einen Zeitplan oder eine Tabelle mit Fragen übernehmen")
    imported.add_argument("file", metavar="FILE", type=Path)
    imported.add_argument("--out", metavar="FILE", type=Path, help="die neue Datei")
    backup = command("backup", "die Datenbank sichern, auch während der Bot läuft")
    backup.add_argument("file", metavar="FILE", type=Path, help="die Sicherung")
    restored = command("restore", "eine Sicherung zurückspielen")
    restored.add_argument("file", metavar="FILE", type=Path, help="die Sicherung")
    command("doctor", "alles ansehen, was ein Betreiber prüfen würde")
    return parser.parse_args(arguments)


def _clock(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise SettingsError(
            f"--now {text!r} ist kein Zeitpunkt – bitte als 2024-10-16T13:05 schreiben."
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = 0.0
    if not 0 < share <= 1:
        raise SettingsError(
            f"--sample {text!r} ist kein Anteil – bitte zum Beispiel 0.1 schreiben."
        )
    return share


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 400):
        raise SettingsError(f"--days {text!r} passt nicht – bitte eine Zahl von 1 bis 400 nennen.")
    return int(text)
