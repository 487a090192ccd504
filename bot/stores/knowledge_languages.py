"""Stores: every text in every language of its file.

The rule: a file's languages are those of its per-language mappings. Each such mapping holds all
of them (names, a talk's title and abstract, and the word lists are free). A plain value counts
for the file's own language; an item may be plain throughout, in one language, but where some of
its texts come per language all do. A plain title or label counts for every language.
"""

from collections.abc import Iterator

from bot.stores.faults import Fault
from bot.stores.knowledge_reading import Reading, Wording

_SAME_EVERYWHERE = {"title", "label"}


def language_faults(reading: Reading, language: str) -> Iterator[Fault]:
    """Report each field of a file that lacks a language; `language` is that of plain values."""
    wordings = [each for each in reading.wordings if each.every]
    spoken = frozenset(code for each in wordings for code in each.languages)
    mixed = {each.item for each in wordings if each.languages}
    for each in wordings:
        missing = spoken - (each.languages or _plain(each, language, mixed, spoken))
        if missing:
            yield _fault(reading.file, each, sorted(missing))


def _plain(each: Wording, language: str, mixed: set[int], spoken: frozenset[str]) -> frozenset[str]:
    free = each.name in _SAME_EVERYWHERE or each.item not in mixed
    return spoken if free else frozenset({language})


def _fault(file: str, each: Wording, missing: list[str]) -> Fault:
    named = " und ".join(f"„{code}“" for code in missing)
    problem = f"„{each.name}“ fehlt in der Sprache {named}, die diese Datei sonst hat"
    lines = ", ".join(f"„{code}: …“" for code in missing)
    return Fault(file, each.key.line, each.key.column, problem, f"{lines} ergänzen")
