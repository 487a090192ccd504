"""The map of the house.

A question comes in through any face, is read, matched, decided and answered by small pure
rooms, and goes back out through the same face.

    run_bot.py            the door
    bot/wiring.py         the only file that knows everybody
    bot/settings.py       the only reader of the environment
    bot/errors.py         the error tree
    bot/core/             pure and synchronous: understanding a question, composing a reply
    bot/stores/           the outside world that keeps things: YAML, schedules, SQLite
    bot/faces/            the outside world that talks: the terminal, Telegram
    bot/curation/         what editors use: check, evaluate, review

Imports go one way: run_bot -> wiring -> faces, curation, stores, settings -> core -> nouns, errors.
"""
