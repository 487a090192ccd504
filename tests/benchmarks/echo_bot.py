"""Benchmarks: the barest bot of python-telegram-bot that answers, to measure ours against.

`python -m tests.benchmarks.echo_bot SIDE_BY_SIDE`: it echoes each text, one after the other with
1, else so many side by side with as many connections, the best setting known at a latency.
"""

import os
import sys
import warnings

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Send the text back."""
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


def main() -> None:
    """Run until it is stopped."""
    warnings.simplefilter("ignore")
    side_by_side = int(sys.argv[1])
    builder = Application.builder().token(os.environ["TELEGRAM_BOT_TOKEN"])
    builder = builder.base_url(f"{os.environ['TELEGRAM_API_URL']}/bot")
    if side_by_side > 1:
        builder = builder.concurrent_updates(side_by_side).connection_pool_size(side_by_side)
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main()
