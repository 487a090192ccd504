"""Words are repaired towards what the knowledge says, and left alone otherwise."""

import pytest

from bot.core.matching.spelling import Speller

SPELLER = Speller(
    {"was": 400, "wasser": 9, "ich": 300, "daten": 20, "data": 60, "sensoren": 12, "kfz": 1,
     "parkplatz": 5, "stadt": 80}
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("sensroen", "sensoren"),
        ("sennsoren", "sensoren"),
        ("datn", "daten"),  # a letter left out, rather than n put for a
        ("stadf", "stadt"),
        ("parkpltaz", "parkplatz"),
        ("prkplatzz", "parkplatz"),  # two mistakes in a long word
        ("wsa", "was"),  # short words are only ever the commonest ones
        ("wa", "was"),
        ("kf", None),
        ("daten", None),
        ("photosynthese", None),
        ("a1b", None),
        ("", None),
    ],
)
def test_a_word_is_repaired(typed: str, read: str | None) -> None:
    assert [each.word for each in SPELLER.meant(typed)][:1] == [read][: read is not None]
