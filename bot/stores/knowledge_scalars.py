"""Stores: one written value -> text, date, number …, or the words that say what is wrong with it."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.stores import knowledge_shapes as shapes
from bot.stores.faults import quoted
from bot.stores.knowledge_near import likely_id
from bot.stores.knowledge_shapes import LONGEST_ID
from bot.stores.yaml_nodes import Scalar

_TWISTED = {"int": "Zahl", "float": "Zahl", "bool": "Ja/Nein-Wert", "timestamp": "Datum"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


class WrongError(Exception):
    """Carry a problem and its remedy to where the place is known."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


def text(node: Scalar) -> str:
    """Return the text; raise WrongError where YAML reads something else or nothing is there."""
    if node.tag not in {"str", "null"}:
        what = _TWISTED.get(node.tag, "Sonderzeichen")
        raise WrongError(
            f"{quoted(node.text)} liest YAML als {what}, hier gehört ein Text hin",
            f'in Anführungszeichen setzen: "{node.text}"',
        )
    if node.tag == "null" or not node.text.strip():
        raise WrongError("hier steht nichts", "ausfüllen oder die Zeile löschen")
    if control := _CONTROL.search(node.text):
        code = f"U+{ord(control.group()):04X}"
        raise WrongError(f"unsichtbares Steuerzeichen ({code}) im Text", "das Zeichen löschen")
    return node.text.strip("\n")


def _code(shape: shapes.Code, node: Scalar) -> str:
    value = text(node)
    if shape.longest and len(value) > shape.longest:
        raise WrongError(
            f"{quoted(value)} hat {len(value)} Zeichen, erlaubt sind {shape.longest}", "kürzen"
        )
    if not re.fullmatch(shape.pattern, value):
        remedy = f"so schreiben: {shape.what}"
        if shape.longest and (likely := likely_id(value, shape.longest)):
            remedy += f", also zum Beispiel „{likely}“"
        raise WrongError(f"{quoted(value)} hat nicht die richtige Form", remedy)
    return value


def _reference(_: shapes.Reference, node: Scalar) -> str:
    return _code(shapes.Code(r"[a-z0-9._-]+", "Kennung", LONGEST_ID), node)


def _one_of(shape: shapes.OneOf, node: Scalar) -> str:
    value = text(node)
    if value not in shape.words:
        raise WrongError(
            f"{quoted(value)} ist hier nicht möglich", f"{_either(shape.words)} schreiben"
        )
    return value


def _either(words: tuple[str, ...]) -> str:
    *most, last = words
    return f"{', '.join(most)} oder {last}" if most else last


def _day(_: shapes.Day, node: Scalar) -> date:
    try:
        if _DAY.fullmatch(node.text.strip()):
            return date.fromisoformat(node.text.strip())
    except ValueError:
        raise WrongError(f"den Tag {quoted(node.text)} gibt es nicht", "Datum prüfen") from None
    raise WrongError(
        f"{quoted(node.text)} ist kein Datum", "als Jahr-Monat-Tag schreiben: 2024-10-15"
    )


def _moment(_: shapes.Moment, node: Scalar) -> datetime:
    try:
        if _MOMENT.fullmatch(node.text.strip()):
            return datetime.fromisoformat(node.text.strip())
    except ValueError:
        raise WrongError(
            f"den Zeitpunkt {quoted(node.text)} gibt es nicht", "Datum und Uhrzeit prüfen"
        ) from None
    raise WrongError(
        f"{quoted(node.text)} ist kein Zeitpunkt",
        "Datum und Uhrzeit schreiben: 2024-10-16T15:00; ist nur der Tag bekannt, „date“ nehmen",
    )


def _zone(_: shapes.Zone, node: Scalar) -> str:
    name = text(node)
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        raise WrongError(
            f"die Zeitzone {quoted(name)} gibt es nicht",
            "einen IANA-Namen schreiben: Europe/Berlin",
        ) from None
    return name


def _address(_: shapes.Address, node: Scalar) -> str:
    value = text(node)
    try:
        host = urlsplit(value).hostname
    except ValueError:
        host = None
    if not host or not _ADDRESS.fullmatch(value):
        raise WrongError(
            f"{quoted(value)} ist keine Webadresse", "vollständig schreiben, mit https:// am Anfang"
        )
    return value


def _flag(_: shapes.Flag, node: Scalar) -> bool:
    if node.tag != "bool" or node.text.lower() not in {"true", "false"}:
        raise WrongError(f"{quoted(node.text)} ist kein Ja/Nein-Wert", "true oder false schreiben")
    return node.text.lower() == "true"


def _whole(_: shapes.Whole, node: Scalar) -> int:
    if node.tag != "int" or not re.fullmatch(r"0|[1-9]\d{0,8}", node.text):
        raise WrongError(
            f"{quoted(node.text)} ist keine ganze Zahl ab 0", "eine Zahl wie 2 schreiben"
        )
    return int(node.text)


def _degrees(shape: shapes.Degrees, node: Scalar) -> float:
    if node.tag not in {"int", "float"} or not re.fullmatch(r"[-+]?\d{1,3}(\.\d*)?", node.text):
        raise WrongError(f"{quoted(node.text)} ist keine Gradzahl", "mit Punkt schreiben: 51.4427")
    if abs(float(node.text)) > shape.limit:
        raise WrongError(
            f"{node.text} liegt außerhalb von -{shape.limit} bis {shape.limit} Grad",
            "Breite (latitude) und Länge (longitude) prüfen",
        )
    return float(node.text)


READ: dict[type, Callable[[Any, Scalar], Any]] = {
    shapes.Text: lambda _, node: text(node),
    shapes.Code: _code,
    shapes.Reference: _reference,
    shapes.OneOf: _one_of,
    shapes.Day: _day,
    shapes.Moment: _moment,
    shapes.Zone: _zone,
    shapes.Address: _address,
    shapes.Flag: _flag,
    shapes.Whole: _whole,
    shapes.Degrees: _degrees,
}
"""How each shape of a single value is read."""
