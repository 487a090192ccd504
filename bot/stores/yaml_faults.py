"""Stores: what can be wrong with a file before its meaning is looked at, in German."""

import codecs
import re
from collections.abc import Iterator
from itertools import islice

import yaml

from bot.stores.faults import Fault

DEEP = ("die Datei ist zu tief verschachtelt", "Einrückung und Klammern prüfen")
CUT_OFF = (
    "ab dem „#“ liest YAML einen Kommentar, der Text hört hier auf",
    "den ganzen Text in Anführungszeichen setzen; Kommentare mit „# “ beginnen",
)
LABELLED = (
    "Anker und Verweise („&“, „*“) sind nicht erlaubt",
    "den Text an beiden Stellen ausschreiben; beginnt er so, in Anführungszeichen setzen",
)
SECOND_DOCUMENT = (
    "hier beginnt ein zweites Dokument („---“)",
    "in eine eigene Datei schreiben oder die Zeile „---“ löschen",
)
TAGGED = (
    "eine YAML-Marke („!…“) ist nicht erlaubt",
    "die Marke löschen; beginnt ein Text mit „!“, in Anführungszeichen setzen",
)
_SYNTAX_REMEDY = "Einrückung, Klammern und Anführungszeichen prüfen"
_QUOTES = "den Wert in Anführungszeichen setzen"

_SYNTAX = (
    (
        "mapping values are not allowed",
        "ein Doppelpunkt steht, wo keiner stehen darf",
        "den ganzen Text in Anführungszeichen setzen oder die Einrückung prüfen",
    ),
    (
        "cannot start any token",
        "ein Wert beginnt mit einem Zeichen, das in YAML eine Bedeutung hat (@ ` % Tabulator)",
        _QUOTES,
    ),
    (
        "quoted scalar found unexpected end of stream",
        "das Anführungszeichen wird nicht geschlossen",
        "am Ende des Textes dasselbe Zeichen setzen",
    ),
    (
        "unknown escape character",
        "nach dem umgekehrten Schrägstrich steht ein unbekanntes Zeichen",
        "\\\\ statt \\ schreiben oder einfache Anführungszeichen nehmen",
    ),
    ("',' or ']'", "die Klammer „[“ wird nicht geschlossen, oder ein Komma fehlt", "ergänzen"),
    ("',' or '}'", "die Klammer „{“ wird nicht geschlossen, oder ein Komma fehlt", "ergänzen"),
    (
        "could not find expected ':'",
        "nach diesem Schlüssel fehlt der Doppelpunkt",
        "„: “ ergänzen oder die Einrückung des Textes prüfen",
    ),
    (
        "did not find expected key",
        "hier passt die Zeile nicht zur vorigen",
        "Einrückung prüfen; ein Anführungszeichen im Text doppelt schreiben oder die andere Art nehmen",
    ),
    (
        "unexpected ':'",
        "ein Doppelpunkt steht, wo keiner stehen darf",
        "den ganzen Text in Anführungszeichen setzen",
    ),
    (
        "did not find expected node content",
        "hier fehlt ein Wert, oder ein Komma oder eine Klammer ist zu viel",
        "prüfen; einen Text, der mit einem Satzzeichen beginnt, in Anführungszeichen setzen",
    ),
    (
        "expected comment or line break",
        "nach „>“ und „|“ beginnt der Text erst in der nächsten Zeile",
        "in die nächste Zeile schreiben oder in Anführungszeichen setzen",
    ),
    (
        "<document start>",
        "diese Zeile gehört zu nichts, was darüber steht",
        "Einrückung prüfen; die obersten Schlüssel stehen ganz links",
    ),
    ("expected alphabetic or numeric", *LABELLED),
    (
        "did not find expected '-' indicator",
        "hier passt die Zeile nicht zur Liste darüber",
        "Einrückung prüfen, oder das „- “ ergänzen",
    ),
    (
        "block sequence entries are not allowed",
        "ein „- “ steht, wo keine Liste beginnen darf",
        "in eine eigene Zeile schreiben oder den Text in Anführungszeichen setzen",
    ),
)
_OPENED = ("quoted scalar", "',' or ']'", "',' or '}'", "could not find expected ':'")
"""Here the place where it opened tells more than the place where it could not go on."""

_MOST = 100
"""Faults of a kind to report in one file; past that it is no text."""

_TABS = re.compile(r"^ *\t", re.MULTILINE)
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def syntax_fault(file: str, error: yaml.MarkedYAMLError) -> Fault:
    """Turn what the YAML parser says into a fault at the place an editor should look at."""
    said = " ".join(str(part) for part in (error.context, error.problem) if part)
    mark, opened = error.problem_mark, error.context_mark
    if mark is None:
        return Fault(file, 1, 1, f"die Datei ist kein gültiges YAML ({said})", _SYNTAX_REMEDY)
    if opened and opened.line != mark.line and any(sign in said for sign in _OPENED):
        mark = opened
    for sign, problem, remedy in _SYNTAX:
        if sign in said:
            return Fault(file, mark.line + 1, mark.column + 1, problem, remedy)
    problem = f"die Datei ist kein gültiges YAML ({said})"
    return Fault(file, mark.line + 1, mark.column + 1, problem, _SYNTAX_REMEDY)


def decoded(file: str, content: bytes) -> str | Fault:
    """Return the text of a file, or the fault if it isn't UTF-8."""
    remedy = "im Editor als „UTF-8“ (ohne BOM) speichern"
    if content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Fault(file, 1, 1, "die Datei beginnt mit einem BOM (Byte Order Mark)", remedy)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line, column = place(content[: error.start].decode(), error.start)
        return Fault(file, line, column, "dieses Zeichen ist nicht in UTF-8 gespeichert", remedy)


def place(text: str, at: int) -> tuple[int, int]:
    """Return line and column, from 1, of a character position in a text."""
    before = text[:at]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def letter_faults(file: str, text: str) -> Iterator[Fault]:
    """Report characters YAML does not allow: tabs that indent, invisible control characters."""
    for tab in islice(_TABS.finditer(text), _MOST):
        line, column = place(text, tab.end() - 1)
        yield Fault(file, line, column, "ein Tabulator rückt die Zeile ein", "Leerzeichen nehmen")
    for char in islice(_FORBIDDEN.finditer(text), _MOST):
        line, column = place(text, char.start())
        problem = f"unsichtbares Steuerzeichen (U+{ord(char.group()):04X})"
        yield Fault(file, line, column, problem, "das Zeichen löschen")
