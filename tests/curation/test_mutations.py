"""Mutations: what people do to a question while typing it, the same each time."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import reading
from bot.curation.mutations import (
    AS_WRITTEN,
    FILLED_AFTER,
    FILLED_BEFORE,
    HARMLESS,
    SMALL,
    SPELT_OUT,
    forms,
    neighbours,
)

WORDS = frozenset({"hochwasser", "sensoren", "ladesäule"})
TEXT = "Wo sind die Hochwassersensoren?"


def form(text: str, kind: str, language: str = "de") -> str | None:
    return next((each.text for each in forms(text, language, WORDS) if each.kind == kind), None)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (TEXT, AS_WRITTEN, TEXT),
        (TEXT, SMALL, "wo sind die hochwassersensoren"),
        (TEXT, "GROSS", "WO SIND DIE HOCHWASSERSENSOREN?"),
        (TEXT, "getrennt", "Wo sind die Hochwasser sensoren?"),
        ("lade säule", "zusammen", "ladesäule"),
        ("Wo ist die Straße für Bäume", SPELT_OUT, "Wo ist die Strasse fuer Baeume"),
        ("bäume", "ohne Umlautpunkte", "baume"),
        ("smart-city-büro", "ohne Bindestrich", "smartcitybüro"),
        (TEXT, "Wortstellung", "Hochwassersensoren Wo sind die"),
        ("wo ist es", "Nachbartaste", None),
        ("wlan", "Wortstellung", None),
        ("wlan", SMALL, None),
    ],
)
def test_each_kind_does_what_it_is_called(text: str, kind: str, expected: str | None) -> None:
    assert form(text, kind) == expected


@pytest.mark.parametrize(("kind", "longer"), [("Buchstabe fehlt", -1), ("Buchstabe doppelt", 1), ("Buchstabendreher", 0), ("Nachbartaste", 0)])  # fmt: skip
def test_a_slip_changes_one_long_word_at_one_place_but_never_its_first_letter(
    kind: str, longer: int
) -> None:
    slipped = form(TEXT, kind) or ""

    assert len(slipped) == len(TEXT) + longer
    assert re.fullmatch(r"Wo sind die H\w+\?", slipped)
    assert slipped != TEXT


def test_a_neighbouring_key_is_one_beside_it_on_a_german_keyboard() -> None:
    beside = neighbours()

    assert set(beside["z"]) == {"t", "u", "h"}
    assert set(beside["ö"]) == {"l", "ä", "p"}
    assert "s" in beside["a"]


def test_filler_is_of_the_language_asked_in() -> None:
    assert (form("where is it", FILLED_BEFORE, "en") or "").split()[0] in {
        "hi,",
        "can",
        "quick",
        "please",
    }
    assert (form("wo ist es", FILLED_AFTER) or "").startswith("wo ist es ")


@given(st.text(max_size=60), st.sampled_from(["de", "en"]))
def test_forms_differ_from_each_other_and_are_the_same_each_time(text: str, language: str) -> None:
    made = forms(text, language, WORDS)

    assert made == forms(text, language, WORDS)
    assert len({each.text for each in made}) == len(made)
    assert made[0].kind == AS_WRITTEN


@given(
    st.from_regex(
        r"([bdfglmnrst][aeiouäöü]ß?){1,4}( ([bdfglmnrst][aeiouäöü]){1,5}){0,5}", fullmatch=True
    )
)
def test_forms_called_harmless_say_the_same_words(text: str) -> None:
    said = reading.words(text)

    for each in forms(text, "de", WORDS):
        if each.kind in HARMLESS:
            words = reading.words(each.text)
            assert any(words[at : at + len(said)] == said for at in range(len(words)))
