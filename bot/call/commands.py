"""The call: the commands, what each is for and what it takes; read and checked."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from textwrap import fill
from typing import Any
from zoneinfo import ZoneInfo

from bot.call.parser import Parser
from bot.errors import SettingsError

ZONE = ZoneInfo("Europe/Berlin")
"""The bot's own time zone, for a clock given without one."""


@dataclass(frozen=True, slots=True)
class _Calls:
    """Add commands, each with what it does in a line, in full, and by example."""

    commands: Any

    def add(self, name: str, words: str, more: str = "", example: str = "") -> Parser:
        """Add a command with the options of all."""
        told = f"{words[0].upper()}{words[1:]}. {more}".strip()
        epilog = f"Beispiel: python run_bot.py {example or name}"
        parser: Parser = self.commands.add_parser(
            name, help=words, description=fill(told, 88), epilog=epilog
        )
        option = parser.options.add_argument
        option("-h", "--help", action="help", help="diese Hilfe zeigen")
        option("--knowledge", type=Path, metavar="ORDNER", help="Ordner mit dem Wissen")
        option("--now", type=_clock, metavar="ZEIT", help="die Uhr: 2024-10-16T13:05")
        option("--lang", choices=("de", "en"), help="Sprache, wenn die Frage keine zeigt")
        return parser


def read_call(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line; raise SettingsError with one sentence where it is wrong."""
    parser = Parser(prog="run_bot.py", description=_DESCRIPTION, epilog=_EPILOG)
    parser.options.add_argument("-h", "--help", action="help", help="diese Hilfe zeigen")
    parser.set_defaults(command=None, knowledge=None, now=None, lang=None)
    commands = parser.add_subparsers(
        dest="command", parser_class=Parser, metavar="BEFEHL", title="Befehle"
    )
    calls = _Calls(commands)
    for add in (_add_for_citizens, _add_for_editors, _add_for_operators):
        add(calls)
    return parser.parse_args(arguments)


_DESCRIPTION = """\
Der Assistent für Schwerte: Er beantwortet Fragen zu den Smart-City-Projekten und zur Messe.
Ohne Befehl läuft mit TELEGRAM_BOT_TOKEN der Telegram-Bot, sonst ein Gespräch im Terminal."""

_EPILOG = """\
Mehr zu einem Befehl: python run_bot.py BEFEHL --help
Rückgabe: 0 getan, 1 Fehler gefunden, 2 Aufruf oder Einstellungen stimmen nicht."""


def _add_for_citizens(calls: _Calls) -> None:
    calls.add("chat", "Gespräch im Terminal")
    calls.add("telegram", "der Telegram-Bot", "Braucht TELEGRAM_BOT_TOKEN.")
    ask = calls.add("ask", "eine Frage, eine Antwort", example='ask "gibt es freies wlan"')
    ask.operands.add_argument("text", metavar="TEXT", help="die Frage; - liest Zeile für Zeile")
    ask.options.add_argument("--json", action="store_true", help="ein JSON-Objekt je Frage")
    ask.options.add_argument("--why", action="store_true", help="auch sagen, warum")
    ask.options.add_argument("--dialogue", action="store_true", help="Zeilen sind ein Gespräch")
    show = calls.add(
        "show", "einen Eintrag, ein Ereignis oder einen Vortrag zeigen", example="show freies-wlan"
    )
    show.operands.add_argument("id", metavar="ID", help="die Kennung")
    show.options.add_argument("--json", action="store_true", help="als JSON-Objekt")
    exported = calls.add(
        "export", "Vorträge als Kalenderdatei (.ics) ausgeben", example="export sccon-2024"
    )
    exported.operands.add_argument("ids", metavar="ID", nargs="*", help="Ereignisse oder Vorträge")
    option = exported.options.add_argument
    option("--about", metavar="TEXT", help='was gefragt wird: "Donnerstag Halle 25"')
    option("--out", metavar="DATEI", type=Path, help="die Datei, sonst die Ausgabe")


def _add_for_editors(calls: _Calls) -> None:
    posters = calls.add(
        "posters", "QR-Codes für Plakate und Stände zeichnen", _POSTERS,
        "posters codes.svg freies-wlan factory-4",
    )  # fmt: skip
    posters.operands.add_argument("file", metavar="DATEI", type=Path, help=".svg oder .png")
    posters.operands.add_argument("ids", metavar="ID", nargs="+", help="Einträge oder Vorträge")
    posters.options.add_argument("--bot", metavar="NAME", help="der Name des Bots auf Telegram")
    check = calls.add("check", "das Wissen prüfen", _CHECK)
    option = check.options.add_argument
    option("--all", action="store_true", help="alle Hinweise zeigen, nicht nur die ersten")
    option("--deep", action="store_true", help="jede Frage auch mit Tippfehlern stellen (Minuten)")
    option("--sample", type=_share, default=1.0, metavar="ANTEIL", help="dabei nur ein Teil: 0.1")
    option("--against", type=Path, metavar="ORDNER", help="dabei mit diesem Wissen vergleichen")
    calls.add("review", "die offenen Fragen durchgehen", _REVIEW)
    stats = calls.add("stats", "was gefragt wird, in Zahlen", example="stats --html zahlen.html")
    option = stats.options.add_argument
    option("--days", type=_days, default=7, metavar="ZAHL", help="so viele Tage (sonst 7)")
    option("--html", type=Path, metavar="DATEI", help="auch als Seite mit Bildern schreiben")
    evaluate = calls.add(
        "evaluate", "Fragen mit bekannter Antwort stellen und zählen", _EVALUATE,
        "evaluate tests/questions/citizens.jsonl",
    )  # fmt: skip
    evaluate.operands.add_argument("file", metavar="DATEI", type=Path, help="JSON-Zeilen")
    evaluate.options.add_argument("--json", action="store_true", help="als JSON-Objekt")
    imported = calls.add(
        "import", "einen Zeitplan oder eine Tabelle mit Fragen übernehmen", _IMPORT,
        "import schedule.json",
    )  # fmt: skip
    imported.operands.add_argument("file", metavar="DATEI", type=Path, help="was übernommen wird")
    imported.options.add_argument("--out", metavar="DATEI", type=Path, help="die neue Datei")


_POSTERS = (
    "Wer einen Code scannt, landet im Chat genau bei dieser Auskunft. Eine .svg ist ein A4-Bogen "
    "mit acht Codes, eine .png ein einzelner Code. Ein Ereignis steht für alle seine Vorträge. "
    "Ohne --bot wird Telegram nach dem Namen gefragt."
)
_CHECK = (
    "Fehler stehen als Datei:Zeile:Spalte mit dem, was zu tun ist; dann ist die Rückgabe 1. "
    "Ohne Fehler folgen Hinweise: Fragen, die sich gleichen, schwere Sätze, fällige Wiedervorlagen."
)
_REVIEW = (
    "Gezeigt werden Fragen, auf die es keine oder keine gute Antwort gab, häufige zuerst. Jede "
    "wird Frage eines Eintrags, beginnt einen neuen oder wird beiseitegelegt."
)
_EVALUATE = 'Jede Zeile der Datei ist {"text": …, "label": Kennung oder null}.'
_IMPORT = (
    "Zeitpläne: schedule.json oder schedule.xml (pretalx, frab) und Kalender (.ics). Tabellen: "
    ".csv und .xlsx mit den Spalten Frage und Antwort. Erst kommt eine Vorschau; im Terminal wird "
    "gefragt, bevor geschrieben wird."
)


def _add_for_operators(calls: _Calls) -> None:
    for name, words in (
        ("backup", "die Datenbank sichern, auch während der Bot läuft"),
        ("restore", "eine Sicherung zurückspielen"),
    ):
        command = calls.add(name, words, example=f"{name} sicherung.db")
        command.operands.add_argument("file", metavar="DATEI", type=Path, help="die Sicherung")
    calls.add("doctor", "alles ansehen, was ein Betreiber prüfen würde")


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
