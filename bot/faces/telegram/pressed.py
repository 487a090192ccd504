"""Faces: a pressed button as one flat noun, and what pressing it leads to; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.faces.telegram.incoming import Json, app_code
from bot.faces.telegram.pages import Button, Page, Row
from bot.faces.telegram.presses import Verb


@dataclass(frozen=True, slots=True)
class Pressed:
    """Hold one press: the query to answer, what the button carried, and the message it is under."""

    query: str
    carried: str
    person: int
    chat: int
    message: int
    private: bool
    thread: int | None = None
    language: str | None = None
    rows: tuple[Row, ...] = ()

    def has(self, *verbs: Verb) -> bool:
        """Tell whether a button with one of these verbs is under the message."""
        carried = [button.press or "" for row in self.rows for button in row]
        return any(press[:1] in verbs for press in carried)


@dataclass(frozen=True, slots=True)
class Act:
    """Say what a press leads to.

    `toast`: a short notice, as an `alert` to be closed. `turn`: the message becomes this page.
    `rows`: it gets these buttons. `say`: a new message.
    """

    toast: str = ""
    alert: bool = False
    turn: Page | None = None
    rows: Sequence[Row] | None = None
    say: Page | None = None


def read_press(query: Json) -> Pressed | None:
    """Return the press, or None where it belongs to no message we can reach."""
    message = query.get("message")
    carried = query.get("data")
    if not message or not isinstance(carried, str):
        return None
    chat = message["chat"]
    return Pressed(
        query=query["id"],
        carried=carried,
        person=query["from"]["id"],
        chat=chat["id"],
        message=message["message_id"],
        private=chat.get("type") == "private",
        thread=message.get("message_thread_id") if message.get("is_topic_message") else None,
        language=app_code(query["from"]),
        rows=_rows(message.get("reply_markup") or {}),
    )


def _rows(markup: Json) -> tuple[Row, ...]:
    return tuple(
        tuple(
            Button(each.get("text", ""), each.get("callback_data"), each.get("url")) for each in row
        )
        for row in markup.get("inline_keyboard", ())
    )
