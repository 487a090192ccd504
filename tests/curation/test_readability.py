"""Readability: sentences, syllables and the first Wiener Sachtextformel, worked out by hand."""

import pytest

from bot.curation.readability import readability, school_year, sentences_of, syllables_of, words_of


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("Uhr", 1), ("Haus", 1), ("Bäume", 2), ("Feuer", 2), ("Wien", 1), ("Bauamt", 2), ("Boot", 1),
        ("Straße", 2), ("Bürgermeisterin", 5), ("Verwaltung", 3), ("Müll", 1), ("Ei", 1),
        ("hm", 1), ("Hochwassersensoren", 6), ("Theater", 3),
    ],
)  # fmt: skip
def test_syllables_are_counted_by_their_vowels(word: str, count: int) -> None:
    assert syllables_of(word) == count


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Es ist da. Es bleibt!", ["Es ist da.", "Es bleibt!"]),
        ("Von 15. Oktober bis 3. November. Dann nicht.", ["Von 15. Oktober bis 3. November.", "Dann nicht."]),
        ("Zum Beispiel, d. h. Bürger, z. B. Kinder. So.", ["Zum Beispiel, d. h. Bürger, z. B. Kinder.", "So."]),
        ("Das steht in der Factory 4. Geplant ist mehr.", ["Das steht in der Factory 4.", "Geplant ist mehr."]),
        ("Der Tag der 3. Messe ist da.", ["Der Tag der 3. Messe ist da."]),
        ("Frau Dr. Muster kam. Nr. 5 blieb.", ["Frau Dr. Muster kam.", "Nr. 5 blieb."]),
        ("Sie fragte: „Warum?“ Er schwieg.", ["Sie fragte:", "„Warum?", "Er schwieg."]),
        ("Drei Dinge\n\nDas erste ist da.", ["Drei Dinge", "Das erste ist da."]),
        ("", []),
    ],
)  # fmt: skip
def test_text_is_split_into_sentences(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


def test_what_is_joined_by_a_hyphen_is_one_word() -> None:
    words = words_of("Das Smart-City-Büro hat 2 Räume, geht’s?")

    assert words == ["Das", "Smart-City-Büro", "hat", "Räume", "geht’s"]


def test_the_formula_gives_what_a_pencil_gives() -> None:
    """Ten words in two sentences: one with three syllables, two of seven letters or more, seven of one."""
    sentences = ["Die alte Uhr am Rathaus geht.", "Die Verwaltung hilft gern."]

    year = school_year(sentences)

    many, long, one = 10, 20, 70
    assert year == round(0.1935 * many + 0.1672 * 5 + 0.1297 * long - 0.0327 * one - 0.875, 1)


def test_the_hardest_and_the_longest_sentence_are_shown() -> None:
    easy = "Das ist gut so und es bleibt auch so, denn es ist gut."
    hard = "Verwaltungsangelegenheiten erfordern Zuständigkeitsklärungen unterschiedlichster kommunaler Organisationseinheiten."

    found = readability(f"{easy} {hard}")

    assert found is not None
    assert (found.hardest, found.longest_sentence, found.longest_words) == (hard, easy, 13)
    assert found.hardest_year > found.year > school_year([easy])


@pytest.mark.parametrize("text", ["", " \n", "12 34", "…"])
def test_a_text_without_words_is_not_measured(text: str) -> None:
    assert readability(text) is None
