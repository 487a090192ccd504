"""The call: what was typed after `run_bot.py`, checked; only this room knows argparse."""

from bot.call.commands import ZONE, read_call

__all__ = ["ZONE", "read_call"]
