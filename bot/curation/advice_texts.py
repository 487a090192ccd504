"""Curation: advice on texts – too long, officialese, hard to read, not translated."""

import re
from collections.abc import Iterator

from bot.core.nouns import Entry, Knowledge, Texts
from bot.curation.advice_nouns import Advice, Places, Spot, spot_of
from bot.curation.readability import readability

LONGEST_ANSWER = 420
"""Characters of a short answer: about five lines on a phone."""

HARDEST_YEAR = 13.0
"""School year (Wiener Sachtextformel) from which a text is harder than most newspapers."""

LONGEST_SENTENCE = 22
LEAST_WORDS = 20
"""Shorter texts are too short for a formula: one long name would decide."""

OFFICIALESE = {
    "gewährleist": "sichern, dafür sorgen",
    "seitens": "von",
    "diesbezüglich": "dazu",
    "hinsichtlich": "zu, bei",
    "bezüglich": "zu, wegen",
    "mittels": "mit",
    "zwecks": "für, um … zu",
    "anlässlich": "zu, bei",
    "unverzüglich": "sofort",
    "gemäß": "nach",
    "im rahmen": "bei, mit",
    "in anspruch nehmen": "nutzen",
    "inanspruchnahme": "Nutzung; besser: nutzen",
    "zur verfügung gestellt": "angeboten, bereitgestellt; besser: es gibt",
    "zur verfügung stellen": "anbieten, geben",
    "zur anwendung": "anwenden, nutzen",
    "zur durchführung": "durchführen, machen",
    "dahingehend": "so",
    "vorgenannt": "dieser",
    "nachstehend": "diese, hier",
    "beinhaltet": "enthält, umfasst",
    "verfügt über": "hat",
    "erfolgt": "geschieht, findet statt, gibt es",
    "antragstellung": "beantragen",
    "vorstellig": "kommen, sich melden",
    "obliegt": "ist Aufgabe von",
    "entrichten": "zahlen",
}
_OFFICIALESE = re.compile(r"\b(" + "|".join(map(re.escape, OFFICIALESE)) + ")", re.IGNORECASE)
_INFORMAL = re.compile(r"\b(?:du|dich|dir|dein|deine|deiner|deinem|deinen|deines)\b")


def text_advice(knowledge: Knowledge, places: Places) -> list[Advice]:
    """List what makes a text hard on its readers."""
    return [
        advice
        for entry in knowledge.entries.values()
        for advice in (*_on_answer(entry, places), *_on_german(entry, places))
    ]


def missing_translations(knowledge: Knowledge) -> list[Advice]:
    """List entries that say something in one language only, where the knowledge speaks more."""
    spoken = {code for entry in knowledge.entries.values() for code in entry.answer}
    found = []
    for entry in knowledge.entries.values():
        for name, texts in _translated(entry):
            missing = spoken - set(texts)
            if texts and missing:
                codes = " und ".join(f"„{code}“" for code in sorted(missing))
                problem = f"„{entry.id}“: „{name}“ fehlt in der Sprache {codes}"
                found.append(spot_of(entry, {}).advise(problem, "übersetzen"))
    return found


def _translated(entry: Entry) -> Iterator[tuple[str, Texts]]:
    yield "answer", entry.answer
    yield "details", entry.details
    for aspect in entry.aspects:
        yield f"aspects/{aspect.id}", aspect.answer


def _on_answer(entry: Entry, places: Places) -> Iterator[Advice]:
    for code, text in entry.answer.items():
        if len(text) > LONGEST_ANSWER:
            problem = f"die kurze Antwort „{entry.id}“ ({code}) hat {len(text)} Zeichen"
            remedy = f"auf höchstens {LONGEST_ANSWER} kürzen, den Rest unter „details“ schreiben"
            yield spot_of(entry, places, text).advise(problem, remedy)


def _on_german(entry: Entry, places: Places) -> Iterator[Advice]:
    texts = [entry.answer, entry.details, *(aspect.answer for aspect in entry.aspects)]
    for text in (each["de"] for each in texts if each.get("de")):
        spot = spot_of(entry, places, text)
        yield from _on_words(text, spot)
        yield from _on_reading(text, spot)


def _on_words(text: str, spot: Spot) -> Iterator[Advice]:
    for found in dict.fromkeys(match.group().lower() for match in _OFFICIALESE.finditer(text)):
        yield spot.advise(f"Amtsdeutsch: „{found}…“", f"lieber: {OFFICIALESE[found]}")
    if informal := _INFORMAL.search(text):
        yield spot.advise(f"„{informal.group()}“: hier wird geduzt", "mit „Sie“ anreden")


def _on_reading(text: str, spot: Spot) -> Iterator[Advice]:
    measured = readability(text)
    if measured is None:
        return
    if measured.longest_words > LONGEST_SENTENCE:
        problem = f"ein Satz mit {measured.longest_words} Wörtern"
        yield spot.advise(f"{problem}: „{measured.longest_sentence}“", "in zwei Sätze teilen")
    elif measured.year > HARDEST_YEAR and len(text.split()) >= LEAST_WORDS:
        year = f"{measured.year:.0f}. Schuljahr"
        problem = f"schwer zu lesen ({year}), am schwersten: „{measured.hardest}“"
        yield spot.advise(problem, "kürzere Sätze und Wörter nehmen")
