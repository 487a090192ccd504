"""Planted faults: each is reported at its line and column, in words that help."""

import shutil
from pathlib import Path

import pytest

from bot.core.nouns import Knowledge
from bot.stores.knowledge_files import find_faults
from bot.wiring import SHIPPED
from tests.stores.knowledge_sample import filled, plant, plant_in_one_of, write_sample

IN_ENTRIES = [
    ("    topic: city", "    ‸topik: city", "„topik“ ist hier unbekannt", "meinten Sie „topic“?"),
    ("    details:", "    ‸zzz: 1\n    details:", "„zzz“ ist hier unbekannt", "bekannt sind: id"),
    ("url: ", "‸adress: ", "„adress“ ist hier unbekannt (Quelle)", "bekannt sind: url, seen"),
    ("topic: city", "topic: ‸[city]", "hier steht eine Liste", "ohne „[ ]“"),
    ("topic: city", "topic: ‸{a: b}", "erwartet ist ein einzelner Wert", "Anführungszeichen"),
    ("origin: [ort.turmuhr]", "origin: ‸ort.turmuhr", "hier gehört eine Liste hin", "als Liste"),
    ("origin: [ort.turmuhr]", "origin: ‸[]", "die Liste ist leer", "die Zeile löschen"),
    ("  - id: turmuhr\n    topic", "  - ‸topic", "„id“ fehlt (Eintrag)", "eine Zeile „id: …“"),
    ("    title: {de: Der S", "    ‸title: {en: F}\n    x: {de: Der S", "in der Sprache „de“", "„de: …“"),
    ("    title: {de: Der S", "    ‸title:\n      de: D\n    x: {de: S", "in der Sprache „en“", "„en"),
    ("    details: {de: ", "    ‸details: Sie hat vier.\n    x: {de: ", "fehlt in der Sprache „en“", ""),
    ("names: {de: ", "names: {‸fr: ", "die Sprache „fr“ ist unbekannt", "„de“ oder „en“"),
    ("am Markt.,", "am Markt, ‸am Platz,", "„am Platz“ steht hier für sich", "Komma im Text"),
    ("id: springbrunnen", "id: ‸turmuhr", "„turmuhr“ steht schon in", "entries.yaml:3 – eine andere"),
    ("    topic: city", "    topic: city\n    ‸topic: city", "steht schon in Zeile 4", "zusammenfassen"),
    ("[wann läuft", "[‸Welche Uhr haengt am Turm?, w", "„turmuhr“ in", "entries.yaml:9 – bei"),
    ("[wann läuft", "[‸kirchturmuhr, w", "beansprucht auch der Eintrag „turmuhr“", "entries.yaml:7"),
    ("Die Turmuhr,", '‸"",', "hier steht nichts", "ausfüllen oder die Zeile löschen"),
    ("as_of: ", "‸as_of:\n    x: ", "hier steht nichts", "ausfüllen oder die Zeile löschen"),
    ("as_of: ", "as_of: ‸~ #", "hier steht nichts", "ausfüllen oder die Zeile löschen"),
    ("id: turmuhr\n", "id: ‸Türmuhr\n", "„Türmuhr“ hat nicht die richtige Form", "zum Beispiel „tuermuhr“"),
    ("id: turmuhr\n", f"id: ‸{'a' * 49}\n", "hat 49 Zeichen, erlaubt sind 48", "kürzen"),
    ("[springbrunnen]", "[‸springbrunen]", "den Eintrag „springbrunen“ gibt es nicht", "„springbrunnen“?"),
    ("[springbrunnen]", "[springbrunnen, turmuhr, turmuhr, ‸turmuhr]", "4 Angaben", "die übrigen löschen"),
    ("topic: city", "topic: ‸town", "das Thema „town“ gibt es nicht", "Schreibweise prüfen"),
    ("about: where", "about: ‸wher", "die Art von Seite „wher“ gibt es nicht", "„where“?"),
    ("about: cost", "about: ‸where", "„about: where“ steht schon in Zeile 18", "zusammenfassen"),
    ("- questions: {de: [schlägt", "- ‸unpublished: true\n        x: {de: [", "fehlen beide", "eines"),
    ("[welche uhr", "[‸12:30, welche uhr", "„12:30“ liest YAML als Zahl", '"12:30"'),
    ("[welche uhr", "[‸no, welche uhr", "„no“ liest YAML als Ja/Nein-Wert", 'setzen: "no"'),
    ("[welche uhr", "[‸0123, welche uhr", "„0123“ liest YAML als Zahl", '"0123"'),
    ('as_of: "2024-05"', "as_of: ‸2024-10-15", "liest YAML als Datum", '"2024-10-15"'),
    ('as_of: "2024-05"', "as_of: ‸1.0", "„1.0“ liest YAML als Zahl", '"1.0"'),
    ('as_of: "2024-05"', 'as_of: ‸"Mai 2024"', "nicht die richtige Form", '"2025-08"'),
    ("review: 2027-03-01", "review: ‸2027-02-30", "den Tag „2027-02-30“ gibt es nicht", "prüfen"),
    ("review: 2027-03-01", "review: ‸1.3.2027", "ist kein Datum", "2024-10-15"),
    ("valid_until: 2027", "valid_until: ‸2023", "liegt vor dem Beginn 2024-01-01", "prüfen"),
    ('"https://example.org/turm", seen', "‸www.example.org, seen", "keine Webadresse", "https://"),
    ("latitude: 51.44", "latitude: ‸91", "91 liegt außerhalb von -90 bis 90", "longitude"),
    ("place: {name: Markt, latitude: 51.44,", "place: ‸{name: Markt,", "gehören zusammen", "beide"),
    ("unpublished: true", "unpublished: ‸ja", "„ja“ ist kein Ja/Nein-Wert", "true oder false"),
    ("    topic: city", "    topic: city\n    kind: ‸joke", "ist hier nicht möglich", "smalltalk"),
    ("de: Die Turmuhr", "de: ‸*uhr", "Anker und Verweise", "in Anführungszeichen"),
    ("de: Die Turmuhr", "de: ‸&uhr Die Turmuhr", "Anker und Verweise", "ausschreiben"),
    ("de: Die Turmuhr", "de: ‸!!str Die Turmuhr", "YAML-Marke", "die Marke löschen"),
    ("[ort.turmuhr]", "\n      - Turm‸ #1", "liest YAML einen Kommentar", "Anführungszeichen"),
    ("  - id: springb", "‸---\n  - id: springb", "zweites Dokument", "„---“"),
]  # fmt: skip

IN_SYNTAX = [
    ("topic: city", "topic: city‸: town", "ein Doppelpunkt steht", "Anführungszeichen"),
    ("topic: city", "topic: ‸'city", "das Anführungszeichen wird nicht geschlossen", "dasselbe"),
    ("topic: city", 'topic: "ci"‸ty"', "passt die Zeile nicht", "die andere Art"),
    ("topic: city", "topic: ‸, city", "hier fehlt ein Wert", "mit einem Satzzeichen"),
    ("topic: city", "topic: >‸city", "beginnt der Text erst in der nächsten Zeile", "schreiben"),
    ("  - id: springb", " ‸- id: springb", "passt die Zeile nicht", "Einrückung prüfen"),
    ("topic: city", "topic: ‸@city", "Zeichen, das in YAML eine Bedeutung hat", "Anführungszeichen"),
    ("topic: city", "topic: ‸`city`", "Zeichen, das in YAML eine Bedeutung hat", "Anführungszeichen"),
    ("[ort.turmuhr]", "‸[ort.turmuhr", "die Klammer „[“ wird nicht geschlossen", "ergänzen"),
    ("{de: Der Springbrunnen, en: The fountain}", "‸{de: Der Springbrunnen, en: X", "die Klammer „{“ wird nicht geschlossen", "ergänzen"),
    ("    topic: city", "‸\ttopic: city", "ein Tabulator rückt die Zeile ein", "Leerzeichen"),
    ("topic: city", "‸topic\n    x: city", "fehlt der Doppelpunkt", "ergänzen"),
    ("topic: city", "topic: ci‸\x07ty", "Steuerzeichen (U+0007)", "löschen"),
    ("topic: city", 'topic: ‸"ci\\x07ty"', "Steuerzeichen (U+0007) im Text", "löschen"),
    ("[ort.turmuhr]", "[" * 17 + "‸" + "[" * 60, "zu tief verschachtelt", "Klammern prüfen"),
]  # fmt: skip

IN_EVENTS = [
    ("language: en", "language: ‸fr", "„fr“ ist hier nicht möglich", "de oder en schreiben"),
    ("end: 2024-10-27", "end: ‸2024-10-24", "liegt vor dem Beginn 2024-10-25", "prüfen"),
    ("Europe/Berlin", "‸Berlin", "die Zeitzone „Berlin“ gibt es nicht", "Europe/Berlin"),
    ("[Ada Lovelace]", "‸Ada Lovelace", "hier gehört eine Liste hin", "als Liste schreiben"),
    ("start: 2024-10-25T10:00", "start: ‸10:00", "„10:00“ ist kein Zeitpunkt", "2024-10-16T15:00"),
    ("start: 2024-10-25T10:00", "start: ‸2024-10-25T25:00", "Zeitpunkt „2024-10-25T25:00“", "prüfen"),
    ("start: 2024-10-25T10:00", "start: ‸2024-10-25", "ist kein Zeitpunkt", "„date“ nehmen"),
    ("end: 2024-10-25T10:30", "end: ‸2024-10-25T09:30", "nicht nach dem Beginn", "„end“ prüfen"),
    ("        date: 2024-10-27", "        date: ‸2024-10-28", "außerhalb des Ereignisses", "Tag prüfen"),
    ("        start: 2024-10-25T10:00\n        end: ", "        end: ‸", "steht ohne „start“", "ergänzen"),
    ("date: 2024-10-27", "start: ‸2024-10-27T02:30", "gibt es an diesem Tag zweimal", "02:30+02:00"),
    ("stage: Big Stage", "stage: Big Stage\n        hall: ‸Hall 2", "laut Zeile 8 in „Hall 1“", "ändern"),
    ("about: [turmuhr]", "about: [‸turmur]", "den Eintrag „turmur“ gibt es nicht", "„turmuhr“?"),
    ("about: [turmuhr]", "about: [‸fair-2024.closing]", "gibt es nicht", "meinten Sie „fair-2024“?"),
    ("id: fair-2024.closing", "id: ‸fair-2024.opening", "steht schon in", "events.yaml:10"),
    ("id: fair-2024.closing", "id: ‸springbrunnen", "steht schon in", "entries.yaml:35"),
    ("sequence: 1", "sequence: ‸-1", "ist keine ganze Zahl ab 0", "eine Zahl wie 2"),
    ("sequence: 1", "status: ‸moved", "„moved“ ist hier nicht möglich", "cancelled schreiben"),
]  # fmt: skip

IN_PHRASES = [
    ("  hello: {de: Hallo, en: Hello}", "  ‸hello: {de: Hallo}", "in der Sprache „en“", "„en: …“"),
    ("  hello: {de: Hallo, en: Hello}", "  ‸Hel lo: {de: H, en: H}", "nicht die richtige Form", "Ziffern"),
    ("  hello: {de: Hallo, en: Hello}", "  ‸hello: Hallo\n  x: {de: y, en: z}", "Sprache „en“", "„en: …“"),
    ("id: cost", "id: ‸where", "die Kennung „where“ steht schon in", "phrases.yaml:4"),
    ("words:", "‸wrods:", "„wrods“ ist hier unbekannt", "meinten Sie „words“?"),
    ("[[brunnen, fontäne]]", "[‸brunnen]", "hier gehört eine Liste hin", "als Liste"),
]  # fmt: skip

PLANTED = [
    *(("entries.yaml", old, new, said) for old, new, *said in [*IN_ENTRIES, *IN_SYNTAX]),
    *(("events.yaml", old, new, said) for old, new, *said in IN_EVENTS),
    *(("phrases.yaml", old, new, said) for old, new, *said in IN_PHRASES),
]


def test_the_sample_has_no_fault(tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "knowledge")

    found = find_faults(folder)

    assert found == []


@pytest.mark.parametrize(("name", "old", "new", "said"), PLANTED)
def test_a_planted_fault_is_reported_at_its_place(
    name: str, old: str, new: str, said: list[str], tmp_path: Path
) -> None:
    folder = write_sample(tmp_path / "knowledge")
    line, column = plant(folder / name, old, new)

    found = [str(fault) for fault in find_faults(folder)]

    here = [fault for fault in found if fault.startswith(f"{folder / name}:{line}:{column}: ")]
    assert here, found
    assert all(words in here[0] for words in said), here[0]


def test_a_slip_in_a_required_key_is_one_fault(tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "knowledge")
    line, column = plant(folder / "entries.yaml", "    answer:", "    ‸anwser:")

    found = [str(fault) for fault in find_faults(folder)]

    said = "der Schlüssel „anwser“ ist hier unbekannt (Eintrag) – meinten Sie „answer“?"
    assert found == [f"{folder / 'entries.yaml'}:{line}:{column}: {said}"]


ANYWHERE = [
    (r"^    timezone: .*", "    timezone: ‸Mars/Base"),
    (r"^        speakers: \[.*", "        speakers: ‸Ada Lovelace"),
    (r"^        start: .*", "        start: ‸2030-01-01T10:00"),
    (r"^phrases:$", "phrases:\n  ‸Two words: {de: a, en: b}"),
    (r"^    answer:$", "    ‸anwser:"),
    (r"^    topic: (?=people)", "    topic: ‸persons #"),
    (r"^    topic: (?=projects)", "    ‸topic:\n    topic: "),
    (r"^    related: \[", "    related: [‸nowhere, "),
    (r"^    review: .*", "    review: ‸2027-02-29"),
    (r"^    review: .*", "    review: ‸12:30"),
    (r"^    as_of: .*", "    as_of: ‸yes"),
    (r"^    as_of: .*", "    as_of: ‸2025"),
    (r"^  - id: .*(?=\n    topic)", "  - id: ‸{id}"),
    (r"^  - id: .*(?=\n    topic)", "  - id: ‸Große_Halle"),
    (r"^  - id: ", "  - ‸idd: "),
    (r"^    questions:$", "    questions:\n      ‸fr: [quoi]"),
    (r"^    answer:$", "    answer: ‸no\n    x:"),
    (r"^      de: \[(?=\w)", "      de: [‸{question}!, "),
    (r"^    sources:$", "    sources: ‸keine\n    x:"),
    (r"^      - about: \w+$", "      - about: ‸colour"),
    (r"url: \"https://", 'url: ‸"htp://'),
    (r"^    kind: ", "    kind: smalltalk‸: "),
    (r"^    title: .*en: .*}$", "    ‸title: {de: Nur deutsch}"),
    (r"^    origin: \[", "    ‸\torigin: ["),
]


def test_faults_in_a_copy_of_the_shipped_knowledge_are_all_found_in_one_run(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "knowledge")
    first = next(iter(knowledge.entries.values()))
    gaps = {"{id}": first.id, "{question}": first.questions["de"][0]}
    files = sorted(folder.rglob("*.yaml"), reverse=True)
    planted = {plant_in_one_of(files, pattern, filled(new, gaps)) for pattern, new in ANYWHERE}
    (folder / "entries" / "neu.yml").write_text("entries: []", encoding="utf-8")

    found = {(fault.file, fault.line, fault.column) for fault in find_faults(folder, SHIPPED)}

    assert len(planted) == len(ANYWHERE)
    assert planted - found == set()
    assert (str(folder / "entries" / "neu.yml"), 1, 1) in found
