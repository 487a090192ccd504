"""The map of the house.

A question comes in through any face, is read, matched, decided and answered by small pure
rooms, and goes back out through the same face.

    run_bot.py            where it begins
    bot/door.py           what was called is carried out
    bot/call/             what was typed after run_bot.py, checked
    bot/wiring*.py        the only files that know everybody
    bot/settings.py       the only reader of the environment (settings_checks.py: what can be wrong)
    bot/errors.py         the error tree
    bot/core/             pure and synchronous: understanding a question, composing a reply
    bot/stores/           the outside world that keeps things: YAML, schedules, SQLite
    bot/faces/            the outside world that talks: the terminal, Telegram
    bot/curation/         what editors use: check, evaluate, review

Imports go one way: run_bot -> door -> wiring -> faces, curation, stores, settings -> core -> nouns, errors.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Threads of one small matrix product wait for each other: on a busy machine of two cores a reply
# took 17 ms instead of 4, and learning 100 s instead of 58.
