"""The door: what was called is carried out; only what that needs is imported, so the bot is quick."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence

from bot.call import read_call
from bot.errors import BotError, SettingsError
from bot.logs import set_up_logs
from bot.settings import Settings, read_settings


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; faults become one sentence each."""
    try:
        call = read_call(arguments)
        settings = read_settings()
        set_up_logs(as_json=settings.log == "json", secrets=settings.secrets)
        return _carried_out(call, settings)
    except BotError as fault:
        print(fault, file=sys.stderr)
        return fault.exit_status
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:  # whoever read along has gone; there is nobody left to tell
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        return 0


def _carried_out(call: Namespace, settings: Settings) -> int:
    if call.command == "telegram" or (call.command is None and settings.token):
        return _telegram(call, settings)
    from bot import wiring  # noqa: PLC0415

    if call.command is None:
        print(
            "Ohne TELEGRAM_BOT_TOKEN läuft der Assistent hier im Terminal; für Telegram ein Token "
            "bei @BotFather holen und TELEGRAM_BOT_TOKEN setzen."
        )
    return wiring.COMMANDS[call.command or "chat"](call, settings)


def _telegram(call: Namespace, settings: Settings) -> int:
    if not settings.token:
        raise SettingsError(
            "TELEGRAM_BOT_TOKEN fehlt – bitte ein Token bei @BotFather holen und setzen."
        )
    from bot import wiring_telegram  # noqa: PLC0415

    return wiring_telegram.run(call, settings)
