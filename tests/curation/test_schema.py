"""The JSON Schema: up to date, valid itself, and at one with the loader about the shipped files."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.curation.schema import PATH, schema, schema_text
from bot.wiring import SHIPPED
from tests.stores.knowledge_sample import FILES

VALIDATOR = Draft202012Validator(schema())
SHIPPED_FILES = sorted(SHIPPED.rglob("*.yaml"))


class Loader(yaml.SafeLoader):
    """Read dates as the text they are, as the editors' YAML 1.2 does."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def problems(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(yaml.load(text, Loader))]


def test_the_file_is_what_the_format_gives() -> None:
    written = PATH.read_text(encoding="utf-8")

    assert written == schema_text(), "stale: run `python -m bot.curation.schema`"


def test_the_schema_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(json.loads(schema_text()))


@pytest.mark.parametrize("path", SHIPPED_FILES, ids=lambda path: path.stem)
def test_every_shipped_file_fits_the_schema_and_names_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert text.startswith("# yaml-language-server: $schema=../schema.json\n")
    assert problems(text) == []


@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_the_sample_fits_the_schema(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("entries.yaml", "topic:", "topik:"),
        ("entries.yaml", "id: turmuhr", "id: Turmuhr"),
        ("entries.yaml", "    answer:\n", "    x:\n"),
        ("entries.yaml", "names: {de:", "names: {fr:"),
        ("entries.yaml", 'as_of: "2024-05"', "as_of: 2024"),
        ("entries.yaml", "unpublished: true", "unpublished: ja"),
        ("entries.yaml", "latitude: 51.44", "latitude: 99"),
        ("entries.yaml", "[ort.turmuhr]", "[]"),
        ("entries.yaml", "- questions: {de", "- unpublished: {de"),
        ("events.yaml", "[Ada Lovelace]", "Ada Lovelace"),
        ("events.yaml", "start: 2024-10-25T10:00", "start: morgens"),
    ],
)
def test_the_schema_sees_what_the_loader_sees(name: str, old: str, new: str) -> None:
    found = problems(FILES[name].replace(old, new, 1))

    assert found != []
