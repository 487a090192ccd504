"""Faces: Telegram.

What comes in
    api.py          the Bot API, called by method name; its faults by kind
    transport.py    calls over the HTTP client of python-telegram-bot
    polling.py      updates by long polling;  hook.py  by webhook
    intake.py       each update once, in order within a chat
    incoming.py     a message as one flat noun, whatever kind it is;  pressed.py  a button press
    routing.py      an update finds its handler

What is done
    answering.py    questions;  commands.py  commands;  pressing.py  buttons
    starring.py     stars, reminders, calendars;  rating.py  helpful or not
    choosing.py     language, consent;  leaving.py  delete, stop
    telling.py      reminders and changes in time
    sharing.py      inline mode;  introducing.py  commands and descriptions at start
    house.py        everything a handler needs, in one object
    sessions.py     what is remembered of a conversation, in memory only
    noting.py       what is noted by the way, a batch at a time
    journal.py      what the face wants of the journal and the figures, as protocols

What goes out (pure but for the sender)
    pages.py        a text in HTML and rows of buttons; how texts are cut
    presses.py      what a button carries, within 64 bytes;  links.py  deep links
    view.py         a reply becomes a page;  talks_view.py  a talk's card and buttons
    mine_view.py    starred talks by day;  notices.py  reminders and changes
    talk_words.py   when and where a talk is
    menu.py         the bot's own pages: start, help, topics, language, privacy
    sender.py       pages become calls; flood limits, faults and blocks are met here

running.py          from start to stop;  serving.py  what goes on in between
"""
