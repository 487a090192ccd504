"""Two questions in one text, and what a text rules out."""

import pytest

from bot.core.splitting import two_parts, without_ruled_out

STARTERS = frozenset({"was", "wer", "wo", "is", "what", "who", "kostet"})


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Was ist LoRaWAN und wer bezahlt das?",
            ("Was ist LoRaWAN", "wer bezahlt das?"),
        ),
        ("What is it? Who pays for it?", ("What is it", "Who pays for it?")),
        ("wo ist das; was kostet das", ("wo ist das", "was kostet das")),
        ("Zusammenarbeit von Dortmund und Schwerte", None),
        ("was machen dortmund und schwerte", None),
        ("", None),
    ],
)
def test_two_parts_are_told_apart(text: str, parts: tuple[str, str] | None) -> None:
    assert two_parts(text, STARTERS) == parts


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("nicht die Wetterstation, die Pegelmesser", "  die Pegelmesser"),
        ("nicht die Wetterstation sondern die Pegelmesser", "  die Pegelmesser"),
        ("die Pegelmesser, nicht die Wetterstation", "die Pegelmesser "),
        ("not the clock but the fountain", "  the fountain"),
        ("das WLAN geht nicht, was tun", "das WLAN geht nicht, was tun"),
        ("nicht die Wetterstation,", "nicht die Wetterstation,"),
    ],
)
def test_what_is_ruled_out_is_dropped(text: str, kept: str) -> None:
    assert without_ruled_out(text).replace("   ", "  ") == kept
