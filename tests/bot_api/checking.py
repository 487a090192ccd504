"""Fake Bot API: a call is checked against its shape; unknown and wrong fields are faults."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.bot_api.distil import parse_mode_of
from tests.bot_api.errors import Refused, fault
from tests.bot_api.markup import parse, units
from tests.bot_api.rules import RULES
from tests.bot_api.spec import Field, Shape, Upload, shapes

_WHOLE = re.compile(r"-?\d+")


def read_call(method: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters of a call, typed; raise a fault where they break the specification.

    `raw` holds text, JSON values or uploads, as the request had them.
    """
    shape = shapes().get(method)
    if shape is None or not method[0].islower():
        raise Refused(404, "Not Found", strict=True)
    uploads = {name: value for name, value in raw.items() if isinstance(value, Upload)}
    used: set[str] = set()
    found = {}
    for name, value in raw.items():
        if name not in shape.fields and name in uploads:
            continue
        found[name] = _typed(shape, name, value)
    check_object(shape, found, uploads, used)
    if left := uploads.keys() - used - shape.fields.keys():
        raise fault(f"file {min(left)} is not used by {method}")
    return found


def _typed(shape: Shape, name: str, value: Any) -> Any:
    """Return a parameter read from text by what the field allows."""
    field = shape.fields.get(name)
    if field is None:
        raise fault(f'{shape.name} has no parameter "{name}"')
    if not isinstance(value, str):
        return value
    if "Integer" in field.types and _WHOLE.fullmatch(value):
        return int(value)
    if "String" in field.types:
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise fault(f'can\'t parse "{name}" of {shape.name}: not JSON') from None


def check_object(
    shape: Shape,
    value: Mapping[str, Any],
    uploads: Mapping[str, Upload],
    used: set[str],
) -> None:
    """Raise a fault unless an object has the required fields and no others, all well typed."""
    for name, field in shape.fields.items():
        if field.required and name not in value:
            raise fault(f'parameter "{name}" of {shape.name} is missing')
    for name, part in value.items():
        if name not in shape.fields:
            raise fault(f'{shape.name} has no field "{name}"')
        field = shape.fields[name]
        _check_types(f"{shape.name}.{name}", field.types, part, uploads, used)
        _check_limit(shape, field, part, value)
    if shape.name in RULES:
        RULES[shape.name](value)


def _check_types(
    where: str, types: tuple[str, ...], value: Any, uploads: Mapping[str, Upload], used: set[str]
) -> None:
    """Raise a fault, that of the likeliest type, where the value has none of the types."""
    trouble: Refused | None = None
    for type_ in sorted(types, key=lambda each: -_likeness(each, value)):
        try:
            _check_type(where, type_, value, uploads, used)
        except Refused as refused:
            trouble = trouble or refused
        else:
            return
    assert trouble is not None
    raise trouble


def _likeness(type_: str, value: Any) -> int:
    """Return how many fields of an object a type knows; text is likeliest a String."""
    if isinstance(value, str):
        return int(type_ == "String")
    if not isinstance(value, dict) or type_ not in shapes():
        return 0
    return len(value.keys() & shapes()[type_].fields.keys())


def _check_type(
    where: str, type_: str, value: Any, uploads: Mapping[str, Upload], used: set[str]
) -> None:
    if type_.startswith("["):
        if not isinstance(value, list):
            raise fault(f"{where} must be an array, not {value!r}")
        for each in value:
            _check_types(where, (type_[1:-1],), each, uploads, used)
    elif type_ in _PLAIN_TYPES:
        if not _PLAIN_TYPES[type_](value):
            raise fault(f"{where} must be {type_}, not {value!r}")
        if isinstance(value, str) and value.startswith("attach://"):
            _attached(where, value, uploads, used)
    else:
        _check_shape(where, shapes()[type_], value, uploads, used)


def _attached(where: str, value: str, uploads: Mapping[str, Upload], used: set[str]) -> None:
    name = value.removeprefix("attach://")
    if name not in uploads:
        raise fault(f"{where}: there is no file {name} in the request")
    used.add(name)


def _check_shape(
    where: str, shape: Shape, value: Any, uploads: Mapping[str, Upload], used: set[str]
) -> None:
    if shape.union:
        _check_types(where, _fitting(shape, value), value, uploads, used)
        return
    if not isinstance(value, dict):
        raise fault(f"{where} must be {shape.name}, not {value!r}")
    check_object(shape, value, uploads, used)


def _fitting(union: Shape, value: Any) -> tuple[str, ...]:
    """Return the types of a union whose fixed words the value has; all where none is fixed."""
    if not isinstance(value, dict):
        return union.union
    fitting = [
        name
        for name in union.union
        if name in shapes()
        and all(
            value.get(field.name) == field.limit[1:]
            for field in shapes()[name].fields.values()
            if field.limit.startswith("=")
        )
    ]
    return tuple(fitting) or union.union


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_PLAIN_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Float": _is_number,
    "String": lambda value: isinstance(value, str),
    "Boolean": lambda value: isinstance(value, bool),
    "True": lambda value: value is True,
    "InputFile": lambda value: isinstance(value, Upload),
}


def _check_limit(shape: Shape, field: Field, value: Any, beside: Mapping[str, Any]) -> None:
    limit = field.limit
    if limit.startswith("="):
        if value != limit[1:]:
            raise fault(f"{shape.name}.{field.name} must be {limit[1:]!r}, not {value!r}")
    elif limit and isinstance(value, str):
        _check_length(shape, field, value, beside)
    elif limit and _is_number(value):
        least, most = limit.split("-")
        if not int(least) <= value <= int(most):
            raise fault(f"{shape.name}.{field.name} must be {limit}, not {value}")


def _check_length(shape: Shape, field: Field, value: str, beside: Mapping[str, Any]) -> None:
    span, unit = field.limit[:-1], field.limit[-1]
    least, most = map(int, span.split("-"))
    text = plain(value, beside.get(parse_mode_of(field.name))) if unit == "e" else value
    length = len(text.encode()) if unit == "b" else units(text)
    if length < least:
        raise fault(f"message {field.name} is empty ({shape.name})")
    if length > most:
        raise fault(
            f"{_TOO_LONG.get(field.name, f'{shape.name}.{field.name} is too long')} "
            f"({length} > {most})"
        )


_TOO_LONG = {
    "text": "message is too long",
    "message_text": "message is too long",
    "caption": "message caption is too long",
    "callback_data": "BUTTON_DATA_INVALID",
}


def plain(text: str, parse_mode: str | None) -> str:
    """Return a text as people see it."""
    if parse_mode is None:
        return text.strip()
    if parse_mode != "HTML":
        raise fault(f"unsupported parse_mode {parse_mode} (only HTML is emulated)")
    return parse(text)[0]


def check_value(type_: str, value: Any) -> None:
    """Raise a fault where a value has not the shape of a type; for what the server itself says."""
    _check_types(type_, (type_,), value, {}, set())
