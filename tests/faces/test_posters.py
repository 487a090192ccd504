"""QR codes: a sheet is sound SVG with every code and its words; a picture is a PNG."""

import re
from xml.etree import ElementTree as ET

import segno

from bot.faces.posters import Poster, picture, sheets

SVG = "{http://www.w3.org/2000/svg}"
POSTER = Poster("wlan", "Freies WLAN & mehr", "https://t.me/a_bot?start=freies-wlan")


def test_a_sheet_holds_eight_codes_with_their_words() -> None:
    drawn = [ET.fromstring(each) for each in sheets([POSTER] * 9, "de")]

    assert [len(sheet.findall(f"{SVG}svg")) for sheet in drawn] == [8, 1]
    words = [text.text for text in drawn[1].iter(f"{SVG}text")]
    assert words == ["Freies WLAN & mehr", "t.me/a_bot"]


def test_a_code_on_a_sheet_is_that_of_the_address() -> None:
    (sheet,) = sheets([POSTER], "de")

    path = re.search(rb' d="([^"]+)"', sheet)
    whole = segno.make_qr(POSTER.address, error="q").svg_inline(border=4)
    assert path
    assert path[1].decode() in whole


def test_a_long_title_is_cut_after_three_lines() -> None:
    (sheet,) = sheets([Poster("x", "Smart City " * 20, POSTER.address)], "de")

    lines = [text.text for text in ET.fromstring(sheet).iter(f"{SVG}text")]
    assert len(lines) == 4
    assert (lines[2] or "").endswith("…")


def test_a_picture_is_a_png() -> None:
    content = picture(POSTER)

    side = segno.make_qr(POSTER.address, error="q").symbol_size(scale=24, border=4)[0]
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(content[16:20]) == side
