"""The language of a text: told by its words, and one short word does not change a conversation."""

import pytest

from bot.core.languages import LanguageGuess
from bot.core.nouns import Knowledge


@pytest.fixture(scope="module")
def guess(knowledge: Knowledge) -> LanguageGuess:
    return LanguageGuess(knowledge)


@pytest.mark.parametrize(
    ("text", "usual", "language"),
    [
        ("gibt es freies wlan", None, "de"),
        ("gibt es freies wlan", "en", "de"),
        ("is there free wifi", None, "en"),
        ("is there free wifi", "de", "en"),
        ("lampen", None, None),
        ("lampen", "de", None),
        ("lampen", "en", None),
        ("park", "de", None),
        ("sensors", "de", "en"),
        ("sensoren", "en", "de"),
        ("0170", "de", None),
        ("", "en", None),
    ],
)
def test_the_language_is_told_by_the_words_and_by_what_is_usual(
    guess: LanguageGuess, text: str, usual: str | None, language: str | None
) -> None:
    assert guess.of(text, usual) == language
