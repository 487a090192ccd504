"""Stores: reads tables as office programs write them: CSV in its dialects, XLSX if openpyxl is there."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path

from bot.errors import BotError

SUFFIXES = (".csv", ".tsv", ".xlsx")
_SEPARATORS = ";,\t|"
_MOST_ROWS = 20_000

Row = Sequence[str]


class TableError(BotError):
    """Say why a table can't be read."""


def read_table(path: Path) -> list[Row]:
    """Return the rows of a table as texts, empty ones too, so that a row keeps its number."""
    rows = _xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    return [[cell.strip() for cell in row] for row in rows[:_MOST_ROWS]]


def _csv(path: Path) -> list[Row]:
    text = _decoded(path.read_bytes())
    heading = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=heading.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as fault:
        raise TableError(
            f"{path} ist keine gültige CSV-Datei ({fault}) – bitte im Tabellenprogramm neu als "
            "CSV (UTF-8) speichern."
        ) from None


def _decoded(content: bytes) -> str:
    """Decode UTF-8 or, as older office programs write it, Windows-1252."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _xlsx(path: Path) -> list[Row]:
    try:
        from openpyxl import load_workbook  # type: ignore[import-untyped] # noqa: PLC0415
    except ImportError:
        raise TableError(
            "Für XLSX fehlt das Paket openpyxl – bitte die Tabelle als CSV speichern oder "
            "`pip install '.[tables]'` aufrufen."
        ) from None
    try:
        sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
        return [[_as_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    except Exception as fault:
        raise TableError(
            f"{path} lässt sich nicht als XLSX lesen ({type(fault).__name__}) – bitte als CSV "
            "speichern."
        ) from fault


def _as_text(cell: object) -> str:
    """Return what a cell says; a date without the midnight that spreadsheets give it."""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return "" if cell is None else str(cell)
