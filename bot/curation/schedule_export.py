"""Curation: hand talks on as a calendar file – one, a selection, or a whole event."""

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from bot.core.nouns import Context, Knowledge, Question, Talk
from bot.core.timetable import Timetable
from bot.errors import BotError, ScheduleError
from bot.stores.calendar_files import calendar_of
from bot.stores.schedule_files import write_bytes


def export_schedule(
    knowledge: Knowledge, talks: Sequence[Talk], out: Path | None, made: datetime, language: str
) -> int:
    """Write the talks as an .ics to the file, else to standard output; 1 where none has a day."""
    dated = [talk for talk in talks if talk.start or talk.day]
    left_out = len(talks) - len(dated)
    if left_out:
        print(
            f"Ohne veröffentlichten Tag und darum nicht im Kalender: {left_out} von {len(talks)}.",
            file=sys.stderr,
        )
    if not dated:
        print("Es gibt keinen Programmpunkt mit veröffentlichtem Tag.", file=sys.stderr)
        return 1
    data = calendar_of(dated, knowledge.events, made, language)
    if out is None:
        sys.stdout.buffer.write(data)
        return 0
    write_bytes(out, data)
    print(f"Geschrieben: {out} ({len(dated)} Programmpunkte)")
    return 0


def talks_called(knowledge: Knowledge, ids: Sequence[str]) -> list[Talk]:
    """Return the talks of these ids, each once; an event's id means all of its talks."""
    found: dict[str, Talk] = {}
    for id_ in ids:
        if event := knowledge.events.get(id_):
            found |= {talk.id: talk for talk in event.talks}
        elif talk := knowledge.talks.get(id_):
            found[id_] = talk
        else:
            raise BotError(
                f"Ein Ereignis oder einen Vortrag {id_!r} gibt es nicht – bitte die Schreibweise "
                "prüfen."
            )
    return list(found.values())


def talks_asked_for(knowledge: Knowledge, text: str, now: datetime, language: str) -> list[Talk]:
    """Return the talks a question finds, on all pages of the list; none where it finds nothing."""
    timetable = Timetable(knowledge)
    return [knowledge.talks[id_] for id_ in _found(timetable, Question(text, now), language)]


def _found(timetable: Timetable, question: Question, language: str) -> Iterator[str]:
    reply = timetable.reply(question, language, Context())
    if reply is None or reply.outcome != "answer":
        raise ScheduleError(
            f"Zu „{question.text[:60]}“ steht nichts im Programm – bitte anders fragen."
        )
    while reply is not None:
        yield from reply.talks
        reply = timetable.more(Context(search=reply.search), question.now, language)
