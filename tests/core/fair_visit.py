"""What the tests of a fair share: the shipped timetable, asked at a moment, in one go or in turns."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.core.nouns import Context, Question, Reply
from bot.core.timetable import Timetable
from bot.stores.knowledge_files import read_knowledge

BERLIN = ZoneInfo("Europe/Berlin")
TIMETABLE = Timetable(read_knowledge(Path(__file__).parents[2] / "knowledge"))
SURE = 0.9


def asked(text: str, now: str, context: Context | None = None) -> Reply | None:
    at = datetime.fromisoformat(now).replace(tzinfo=BERLIN)
    return TIMETABLE.reply(Question(text, at), "de", context or Context())


def talked(now: str, *texts: str) -> Reply | None:
    """Return the reply to the last of some turns."""
    context, reply = Context(), None
    for text in texts:
        reply = asked(text, now, context)
        if reply:
            context = Context(subject=reply.id, talks=reply.talks, search=reply.search)
    return reply
