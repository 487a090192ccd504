"""The bot's own sentences, in the best language there is."""

import pytest

from bot.core.nouns import Knowledge
from bot.core.phrasebook import Phrasebook, in_language

BOOK = Phrasebook(
    Knowledge(
        {},
        phrases={
            "greet": {"de": "Guten Tag, {name}!", "en": "Hello {name}!"},
            "only": {"de": "Nur deutsch"},
            "words.yes": {"de": "ja, jo", "en": "yes"},
            "month.08": {"de": "August", "en": "August"},
            "date.month": {"de": "{month} {year}", "en": "{month} {year}"},
            "date.day": {"de": "{day}. {month} {year}", "en": "{day} {month} {year}"},
        },
    )
)


def test_a_sentence_is_said_with_its_gaps_filled() -> None:
    assert BOOK.say("greet", "en", name="{x} & you") == "Hello {x} & you!"


def test_a_missing_language_falls_back_and_a_missing_key_is_empty() -> None:
    assert (BOOK.say("only", "en"), BOOK.say("nothing", "de")) == ("Nur deutsch", "")


def test_words_are_those_of_all_languages() -> None:
    assert BOOK.words("words.yes") == {"ja", "jo", "yes"}


@pytest.mark.parametrize(
    ("written", "language", "spelt"),
    [
        ("2025", "de", "2025"),
        ("2025-08", "de", "August 2025"),
        ("2025-08-04", "de", "4. August 2025"),
        ("2025-08-04", "en", "4 August 2025"),
        ("ohne Datum", "de", "ohne Datum"),
    ],
)
def test_dates_are_spelt_out(written: str, language: str, spelt: str) -> None:
    assert BOOK.date(written, language) == spelt


def test_texts_come_in_the_wanted_language_or_another() -> None:
    texts = {"fr": "bonjour"}

    assert (in_language(texts, "en"), in_language({}, "de")) == ("bonjour", "")
