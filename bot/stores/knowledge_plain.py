"""Stores: Knowledge <-> plain values that JSON can hold, so that a restart needn't read YAML."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.core import nouns

Plain = dict[str, Any]


def knowledge_to_plain(knowledge: nouns.Knowledge) -> Plain:
    """Return the knowledge as dicts, lists, texts and numbers; what is default is left out."""
    plain = {each.name: getattr(knowledge, each.name) for each in fields(knowledge)}
    for name in ("entries", "events", "aspect_kinds", "topics"):
        plain[name] = list(plain[name].values())
    return {name: _plain(value) for name, value in plain.items()}


def knowledge_from_plain(plain: Plain) -> nouns.Knowledge:
    """Return the knowledge that `knowledge_to_plain` laid out, equal to the one it was."""
    return nouns.Knowledge(
        entries=_by_id(_entry, plain["entries"]),
        events=_by_id(_event, plain["events"]),
        phrases=plain["phrases"],
        aspect_kinds=_by_id(_aspect_kind, plain["aspect_kinds"]),
        topics=_by_id(lambda each: nouns.Topic(**each), plain["topics"]),
        filler=_tuples(plain["filler"]),
        synonyms={code: tuple(map(tuple, groups)) for code, groups in plain["synonyms"].items()},
        home=_tuples(plain["home"]),
        places=_tuples(plain["places"]),
        digest=plain["digest"],
    )


def _plain(value: object) -> object:
    if isinstance(value, str | int | float) or value is None:
        return value
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return _record(value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    raise TypeError(f"{type(value).__name__} has no plain form")


def _record(value: Any) -> Plain:  # noqa: ANN401 - any noun
    said = ((each, getattr(value, each.name)) for each in fields(value))
    return {
        each.name: _plain(content)
        for each, content in said
        if content != each.default and not (each.default_factory is not MISSING and not content)
    }


def _by_id(make: Callable[[Plain], Any], items: list[Plain]) -> dict[str, Any]:
    return {each["id"]: make(each) for each in items}


def _tuples(phrases: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(texts) for language, texts in phrases.items()}


def _revived(plain: Plain, revive: Mapping[str, Callable[[Any], Any]]) -> Plain:
    return {key: revive[key](value) if key in revive else value for key, value in plain.items()}


def _each(make: Callable[[Plain], Any]) -> Callable[[list[Plain]], tuple[Any, ...]]:
    return lambda items: tuple(make(each) for each in items)


def _origin(plain: Plain) -> nouns.Origin:
    return nouns.Origin(**plain)


def _aspect(plain: Plain) -> nouns.Aspect:
    return nouns.Aspect(**_revived(plain, {"questions": _tuples}))


def _aspect_kind(plain: Plain) -> nouns.AspectKind:
    return nouns.AspectKind(**_revived(plain, {"cues": _tuples}))


def _entry(plain: Plain) -> nouns.Entry:
    return nouns.Entry(**_revived(plain, _ENTRY))


def _event(plain: Plain) -> nouns.Event:
    zone = ZoneInfo(plain["timezone"])
    moment = {key: lambda text: datetime.fromisoformat(text).astimezone(zone) for key in _CLOCKED}
    talk = {**_TALK, **moment}
    talks = _each(lambda each: nouns.Talk(**_revived(each, talk)))
    return nouns.Event(**_revived(plain, {**_EVENT, "talks": talks}))


_CLOCKED = ("start", "end")
_ENTRY: Mapping[str, Callable[[Any], Any]] = {
    "kind": nouns.Kind,
    "questions": _tuples,
    "names": _tuples,
    "aspects": _each(_aspect),
    "sources": _each(lambda each: nouns.Source(**each)),
    "review": date.fromisoformat,
    "related": tuple,
    "links": _each(lambda each: nouns.Link(**each)),
    "place": lambda each: nouns.Place(**each),
    "valid_from": date.fromisoformat,
    "valid_until": date.fromisoformat,
    "origin": _origin,
}
_EVENT: Mapping[str, Callable[[Any], Any]] = {
    "start": date.fromisoformat,
    "end": date.fromisoformat,
    "origin": _origin,
}
_TALK: Mapping[str, Callable[[Any], Any]] = {
    "speakers": tuple,
    "day": date.fromisoformat,
    "topics": tuple,
    "names": _tuples,
    "questions": _tuples,
    "about": tuple,
    "origin": _origin,
}
