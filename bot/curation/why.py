"""Curation: "Warum diese Antwort?" – what the assistant went by, for whoever answers for it."""

from collections.abc import Iterator

from bot.core import reading
from bot.core.assistant import Assistant
from bot.core.nouns import Candidate, Entry, Kind, Reply
from bot.core.phrasebook import in_language

MOST_WORDS = 6
WORTH_NAMING = 0.01
"""Probability from which a runner-up is named."""


def why(assistant: Assistant, text: str, reply: Reply) -> str:
    """Return, in German, why the text got that reply: entry, phrasing, words, how sure, since when."""
    return "\n".join(_lines(assistant, text, reply))


def _lines(assistant: Assistant, text: str, reply: Reply) -> Iterator[str]:
    yield "Warum diese Antwort?"
    if not reading.words(text):
        yield "In der Frage steht kein Wort."
        return
    if (outside := _outside(assistant, reply)) is not None:
        yield "Das wird hier nicht beantwortet. Wer hilft, sagt ein Eintrag eigens dafür:"
        yield _entry_line(outside, reply)
        yield from _matching(assistant, text, outside)
        return
    id_ = reply.id or (reply.candidates[0].id if reply.candidates else "")
    entry = assistant.knowledge.entries.get(id_)
    if reply.talks:
        yield f"Aus dem Programm: {', '.join(reply.talks)}"
    elif reply.outcome != "answer":
        yield _undecided(reply)
    if entry is None:
        return
    yield _entry_line(entry, reply)
    yield f"Sicherheit: {_percent(reply.score)}{_runners_up(entry.id, reply)}"
    yield from _matching(assistant, text, entry)
    yield from _dates(entry)


def _outside(assistant: Assistant, reply: Reply) -> Entry | None:
    """Return the entry whose words say that this is not answered here, if they were the reply."""
    if reply.outcome != "unknown":
        return None
    entries = assistant.knowledge.entries.values()
    outside = (entry for entry in entries if entry.kind is Kind.OUTSIDE)
    return next((entry for entry in outside if reply.text in entry.answer.values()), None)


def _undecided(reply: Reply) -> str:
    if reply.outcome == "choice":
        return "Nachgefragt, denn mehreres ist möglich. Am ehesten:"
    return "Nichts war sicher genug für eine Antwort. Am nächsten kam:"


def _entry_line(entry: Entry, reply: Reply) -> str:
    side = f", Seite „{reply.aspect}“" if reply.aspect else ""
    where = f" ({entry.origin.file}:{entry.origin.line})" if entry.origin else ""
    return f"Eintrag: {entry.id}{side} – {in_language(entry.title, 'de')}{where}"


def _runners_up(id_: str, reply: Reply) -> str:
    others: list[Candidate] = [each for each in reply.candidates if each.id != id_]
    shown = [each for each in others if each.score >= WORTH_NAMING][:2]
    if not shown:
        return ""
    return "; danach " + ", ".join(f"{each.id} ({_percent(each.score)})" for each in shown)


def _matching(assistant: Assistant, text: str, entry: Entry) -> Iterator[str]:
    try:
        explained = assistant.matcher.explain(text, entry.id)
    except KeyError:
        return
    yield f"Ähnlichste Frage: „{explained.nearest}“ (Ähnlichkeit {_number(explained.similarity)})"
    telling = sorted(explained.words, key=lambda pair: -pair[1])[:MOST_WORDS]
    words = " · ".join(f"{word} {_number(weight, sign='+')}" for word, weight in telling if weight)
    if words:
        yield f"Wörter (was jedes dafür oder dagegen sagt): {words}"
    if repaired := assistant.matcher.rank(text).repaired:
        yield "Gelesen als: " + ", ".join(f"{typed} → {read}" for typed, read in repaired.items())


def _dates(entry: Entry) -> Iterator[str]:
    if entry.as_of:
        yield f"Stand der Auskunft: {entry.as_of}"
    if entry.review:
        day = entry.review
        yield f"Nächste Wiedervorlage: {day.day}.{day.month}.{day.year}"


def _percent(share: float) -> str:
    return f"{round(share * 100)} %"


def _number(value: float, sign: str = "-") -> str:
    return f"{value:{sign}.2f}".replace(".", ",")
