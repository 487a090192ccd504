"""Faces: Telegram.

journal.py      what the face wants of the journal and the figures, as protocols
pages.py        what is shown: a text in HTML and rows of buttons; how texts are cut
presses.py      what a button carries: a verb and a target, within 64 bytes
links.py        deep links: `t.me/<bot>?start=<id>`
view.py         a reply becomes a page
menu.py         the bot's own pages: start, help, topics, language, privacy
talks_view.py   a talk's buttons, starred talks by day
incoming.py     an update as one flat noun, whatever kind it is
sessions.py     what is remembered of a conversation, in memory only
sender.py       pages become calls of the Bot API; flood limits and faults are met here
house.py        everything a handler needs, in one object
answering.py    questions;  commands.py  commands;  pressing.py  buttons
starring.py     stars, reminders, calendars;  telling.py  reminders and change notices
sharing.py      inline mode
routing.py      an update finds its handler
intake.py       updates come in, by polling or webhook, in order within a chat
running.py      from start to stop
"""
