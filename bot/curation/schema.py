"""Curation: the format of the knowledge files as JSON Schema, so that editors complete and check.

`python -m bot.curation.schema` writes `knowledge/schema.json`; a test tells when it is stale.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.stores import knowledge_shapes as shapes
from bot.stores.knowledge_format import FILE, ID

PATH = Path(__file__).parent.parent.parent / "knowledge" / "schema.json"

Schema = dict[str, Any]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_MOMENT = r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?$"


def schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of one knowledge file."""
    return {
        "$schema": _DRAFT,
        "title": "Wissensdatei des Assistenten",
        "description": "Was der Assistent weiß; erklärt in knowledge/README.md.",
        **_of(FILE),
        "$defs": {name: _record(record) for name, record in _records(FILE).items()},
    }


def schema_text() -> str:
    """Return the schema as it stands in the file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _of(shape: shapes.Shape) -> Schema:
    if isinstance(shape, shapes.Record):
        return _record(shape) if shape is FILE else {"$ref": f"#/$defs/{shape.name}"}
    return _SCHEMAS[type(shape)](shape)


def _record(shape: shapes.Record) -> Schema:
    required = [field.key for field in shape.fields if field.required]
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.key: _field(field) for field in shape.fields},
        **({"required": required} if required else {}),
        **({"anyOf": [{"required": [key]} for key in shape.any_of]} if shape.any_of else {}),
    }


def _field(field: shapes.Field) -> Schema:
    described = {"description": field.description} if field.description else {}
    return {"title": field.title, **described, **_of(field.shape)}


def _code(shape: shapes.Code) -> Schema:
    longest = {"maxLength": shape.longest} if shape.longest else {}
    return {"type": "string", "pattern": f"^({shape.pattern})$", **longest}


def _list(shape: shapes.ListOf) -> Schema:
    least = {} if shape.may_be_empty else {"minItems": 1}
    most = {"maxItems": shape.most} if shape.most else {}
    return {"type": "array", "items": _of(shape.item), **least, **most}


def _per_language(shape: shapes.PerLanguage) -> Schema:
    each = _of(shape.item)
    languages = {
        "type": "object",
        "additionalProperties": False,
        "minProperties": 1,
        "properties": dict.fromkeys(shapes.LANGUAGES, each),
    }
    return {"anyOf": [languages, each]}


def _table(shape: shapes.Table) -> Schema:
    return {
        "type": "object",
        "minProperties": 1,
        "propertyNames": _of(shape.key),
        "additionalProperties": _of(shape.value),
    }


def _records(record: shapes.Record) -> dict[str, shapes.Record]:
    found: dict[str, shapes.Record] = {}
    for field in record.fields:
        shape = field.shape
        while isinstance(shape, shapes.ListOf | shapes.PerLanguage | shapes.Table):
            shape = shape.value if isinstance(shape, shapes.Table) else shape.item
        if isinstance(shape, shapes.Record):
            found |= {shape.name: shape} | _records(shape)
    return found


_SCHEMAS: dict[type, Callable[[Any], Schema]] = {
    shapes.Text: lambda _: {"type": "string", "pattern": r"\S"},
    shapes.Code: _code,
    shapes.Reference: lambda _: _code(ID),
    shapes.OneOf: lambda shape: {"enum": list(shape.words)},
    shapes.Day: lambda _: {"type": "string", "pattern": _DAY},
    shapes.Moment: lambda _: {"type": "string", "pattern": _MOMENT},
    shapes.Zone: lambda _: {"type": "string", "pattern": r"\S"},
    shapes.Address: lambda _: {"type": "string", "pattern": r"^https?://\S+$"},
    shapes.Flag: lambda _: {"type": "boolean"},
    shapes.Whole: lambda _: {"type": "integer", "minimum": 0},
    shapes.Degrees: lambda shape: {
        "type": "number",
        "minimum": -shape.limit,
        "maximum": shape.limit,
    },
    shapes.ListOf: _list,
    shapes.PerLanguage: _per_language,
    shapes.Table: _table,
}

if __name__ == "__main__":
    PATH.write_text(schema_text(), encoding="utf-8")
