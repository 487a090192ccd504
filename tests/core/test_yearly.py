"""Of entries about the same thing in several years, the year at hand goes first."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.core.nouns import Candidate, Entry, Event, Knowledge
from bot.core.yearly import Yearly

BERLIN = ZoneInfo("Europe/Berlin")


def stand(year: int, answer: str) -> Entry:
    return Entry(
        f"stand-{year}",
        {"de": f"Stand des Landes {year}"},
        {"de": [f"der stand {year}"]},
        {"de": answer},
        names={"de": [f"Landesstand {year}"]},
        related=(f"fair-{year}",),
    )


def fair(year: int) -> Event:
    days = date(year, 10, 1), date(year, 10, 3)
    return Event(f"fair-{year}", {"de": f"Messe {year}"}, *days, "Europe/Berlin", (), "")


ENTRIES = [stand(2024, "Dort gab es Waffeln."), stand(2025, "Dort gibt es Musik.")]
YEARLY = Yearly(
    Knowledge(
        {entry.id: entry for entry in ENTRIES},
        {event.id: event for event in (fair(2024), fair(2025))},
        {
            "words.other-year": {"de": "letztes, damals"},
            "words.last-year": {"de": "jahr"},
            "words.framing": {"de": "der, wo, ist"},
        },
    )
)
GIVEN = (Candidate("stand-2024", 0.5), Candidate("stand-2025", 0.25))


@pytest.mark.parametrize(
    ("text", "now", "id_", "score"),
    [
        ("was gibt es am stand", "2025-10-02", "stand-2025", 0.75),
        ("wo ist der landesstand", "2025-10-02", "stand-2025", 0.9),
        ("landesstand letztes jahr", "2025-10-02", "stand-2024", 0.9),
        ("was gab es 2024 am stand", "2025-10-02", "stand-2024", 0.5),
        ("was gab es damals am stand", "2025-10-02", "stand-2024", 0.5),
        ("gibt es am stand waffeln", "2025-10-02", "stand-2024", 0.5),
        ("was gibt es am stand", "2026-02-02", "stand-2024", 0.5),
    ],
)
def test_the_year_at_hand_goes_first(text: str, now: str, id_: str, score: float) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=BERLIN)

    first, *_ = YEARLY.current(GIVEN, text, at)

    assert (first.id, first.score) == (id_, score)
