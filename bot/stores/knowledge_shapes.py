"""Stores: the shapes a value in a knowledge file can have; reading and the JSON Schema share them."""

from dataclasses import dataclass, field

LANGUAGES = ("de", "en")
LONGEST_ID = 48


@dataclass(frozen=True, slots=True)
class Text:
    """Expect a text that isn't empty."""


@dataclass(frozen=True, slots=True)
class Code:
    """Expect a text of a fixed form (a regular expression for the whole of it)."""

    pattern: str
    what: str
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """Expect the id of something that exists: an "entry", a "topic" or an "aspect" kind."""

    to: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """Expect one of a few words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """Expect a date: 2024-10-15."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Expect a date with a time, 2024-10-16T15:00; an offset from UTC may follow."""


@dataclass(frozen=True, slots=True)
class Zone:
    """Expect the IANA name of a time zone."""


@dataclass(frozen=True, slots=True)
class Address:
    """Expect a web address."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Expect true or false."""


@dataclass(frozen=True, slots=True)
class Whole:
    """Expect a whole number from 0 up."""


@dataclass(frozen=True, slots=True)
class Degrees:
    """Expect degrees between -limit and +limit."""

    limit: int


@dataclass(frozen=True, slots=True)
class ListOf:
    """Expect a list; texts come at least one, things to hold may be none."""

    item: "Shape"
    may_be_empty: bool = False
    most: int | None = None


@dataclass(frozen=True, slots=True)
class PerLanguage:
    """Expect a plain value, which counts for the file's language, or one per language.

    With `every`, the mapping must hold all languages of its file.
    """

    item: "Text | ListOf"
    every: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Expect a mapping with keys of the editor's own."""

    value: "Shape"
    key: Text | Code


@dataclass(frozen=True, slots=True)
class Field:
    """Name one key of a record; title and description are German, for the editor's screen."""

    key: str
    shape: "Shape"
    title: str
    description: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """Expect a mapping with known keys; of `any_of`, one at least."""

    name: str
    fields: tuple[Field, ...]
    any_of: tuple[str, ...] = ()
    by_key: dict[str, Field] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {each.key: each for each in self.fields})


Scalar = Text | Code | Reference | OneOf | Day | Moment | Zone | Address | Flag | Whole | Degrees
Shape = Scalar | ListOf | PerLanguage | Table | Record
