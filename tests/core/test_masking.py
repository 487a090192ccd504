"""Masking: what may point to a person is gone, what was asked stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.masking import LONGEST, masked


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("wo gibt es wlan", "wo gibt es wlan"),
        ("was ist dos 2030 und hub27", "was ist dos 2030 und hub27"),
        ("was ist am 16.10. um 14 Uhr", "was ist am 16.10. um 14 Uhr"),
        ("schwerte 58239", "schwerte [Zahl]"),
        ("ruf mich an: 0171 2345678", "ruf mich an: [Telefon]"),
        ("+49 (0)2304 / 104-0 bitte", "[Telefon] bitte"),
        ("02304/104-777", "[Telefon]"),
        ("meine mail ist Anna.Musterfrau+bot@example.com danke", "meine mail ist [E-Mail] danke"),
        ("konto DE89 3704 0044 0532 0130 00 abbuchen", "konto [IBAN] abbuchen"),
        ("konto de89370400440532013000", "konto [IBAN]"),
        ("iban: de 89 3704 0044 0532 0130 00 ok", "iban: [IBAN] ok"),
        ("DE 8937 0400 4405 3201 3000", "[IBAN]"),
        ("DE89-3704-0044-0532-0130-00", "[IBAN]"),
        ("DE89.3704.0044.0532.0130.00", "[IBAN]"),
        ("GB29 NWBK 6016 1331 9268 19", "[IBAN]"),
        ("FR1420041010050500013M02606", "[IBAN]"),
        ("ab 14 darf mein kind hier mit", "ab 14 darf mein kind hier mit"),
        ("die förderung von 2.000.000 euro", "die förderung von 2.000.000 euro"),
        ("anna @ example.com", "[E-Mail]"),
        ("anna (at) example.com", "[E-Mail]"),
        ("schreib anna at example punkt com", "schreib [E-Mail]"),
        ("tel.02304-104777", "tel.[Telefon]"),
        ("0171.234.56.78", "[Telefon]"),
        ("ausweis 123456789", "ausweis [Zahl]"),
        ("kunde 12 345 678", "kunde [Zahl]"),
        ("geboren am 01.02.1990 in Schwerte", "geboren am [Datum] in Schwerte"),
        ("schreib an @anna_1990", "schreib an [Name]"),
        ("viel\n\n  platz\tda", "viel platz da"),
    ],
)
def test_what_points_to_a_person_is_masked(text: str, kept: str) -> None:
    assert masked(text) == kept


@given(st.integers(10**8, 10**15))
def test_no_long_number_stays(number: int) -> None:
    assert str(number) not in masked(f"meine nummer {number} bitte")


@given(st.text(max_size=3000))
def test_any_text_is_cut_to_one_line(text: str) -> None:
    kept = masked(text)

    assert len(kept) <= LONGEST
    assert "\n" not in kept


@pytest.mark.parametrize(
    "text", ["a" * 10**6, "0" * 10**6, "0 " * 10**6, "@" * 10**6, "DE89 " * 10**5]
)
def test_a_giant_text_is_no_trouble(text: str) -> None:
    assert len(masked(text)) <= LONGEST
