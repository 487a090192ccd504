"""Stores: what to say about a value of the wrong shape, as (problem, remedy), in German."""

from bot.stores import knowledge_shapes as shapes
from bot.stores.faults import quoted
from bot.stores.knowledge_near import nearest
from bot.stores.yaml_nodes import Items, Node, Pairs, Scalar

Remark = tuple[str, str]

_FILL = "ausfüllen oder die Zeile löschen"
NOTHING: Remark = ("hier steht nichts", _FILL)
EMPTY_LIST: Remark = ("die Liste ist leer", _FILL)
NO_TABLE: Remark = ("hier gehören Zeilen „Schlüssel: Wert“ hin", _FILL)
NO_KEY: Remark = ("hier gehört ein einfacher Schlüssel hin", "die Klammern löschen")
NO_LIST: Remark = (
    "hier gehört eine Liste hin",
    "als Liste schreiben: [eins, zwei] oder untereinander mit „- “",
)


def is_empty(node: Node) -> bool:
    """Tell whether nothing at all was written."""
    return isinstance(node, Scalar) and node.tag == "null" and not node.text


def no_record(shape: shapes.Record) -> Remark:
    """Say which lines belong here."""
    problem = f"hier gehören Zeilen „Schlüssel: Wert“ hin ({shape.name})"
    return problem, f"zum Beispiel „{shape.fields[0].key}: …“"


def missing_key(key: str, shape: shapes.Record) -> Remark:
    """Say which key an item lacks."""
    return f"„{key}“ fehlt ({shape.name})", f"eine Zeile „{key}: …“ ergänzen"


def missing_all(shape: shapes.Record) -> Remark:
    """Say of which keys an item needs one at least."""
    either = " und ".join(f"„{key}“" for key in shape.any_of)
    return f"{either} fehlen beide ({shape.name})", "eines davon ergänzen"


def repeated_key(key: str, line: int) -> Remark:
    """Say where a key stands already."""
    return f"der Schlüssel {quoted(key)} steht schon in Zeile {line}", "beide zusammenfassen"


def too_many(there: int, most: int) -> Remark:
    """Say how many items a list may have."""
    return f"{there} Angaben, erlaubt sind höchstens {most}", "die übrigen löschen"


def instead_of_one_value(node: Items | Pairs) -> Remark:
    """Say what stands where a single value belongs."""
    if isinstance(node, Items):
        problem = "hier steht eine Liste, erwartet ist ein einzelner Wert"
        return problem, "ohne „[ ]“ und „- “ schreiben"
    problem = "hier steht „Schlüssel: Wert“, erwartet ist ein einzelner Wert"
    return problem, "enthält der Text einen Doppelpunkt, in Anführungszeichen setzen"


def unknown_language(code: str, value: Node) -> Remark:
    """Say which languages there are."""
    if is_empty(value):
        return _cut(code)
    known = " oder ".join(f"„{each}“" for each in shapes.LANGUAGES)
    return f"die Sprache {quoted(code)} ist unbekannt", f"{known} schreiben"


def unknown_key(code: str, shape: shapes.Record, value: Node) -> Remark:
    """Say which key may have been meant, or which there are."""
    near = nearest(code, shape.by_key)
    if not near and is_empty(value):
        return _cut(code)
    known = ", ".join(shape.by_key)
    remedy = f"meinten Sie „{near}“?" if near else f"bekannt sind: {known}"
    return f"der Schlüssel {quoted(code)} ist hier unbekannt ({shape.name})", remedy


def _cut(code: str) -> Remark:
    return (
        f"{quoted(code)} steht hier für sich, ohne Wert",
        "gehört es zum Text davor (Komma im Text), den ganzen Text in Anführungszeichen setzen",
    )
