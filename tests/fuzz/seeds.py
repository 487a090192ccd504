"""Seeds: honest inputs of every kind, small, with many features each."""

import json
from collections.abc import Sequence

from bot.core.assistant import Assistant

MOMENTS = (
    "was läuft morgen nachmittag", "was ist am 16.10. um 14 uhr", "welche vorträge sind jetzt",
    "wann spricht tristan richter", "was kommt danach", "16. oktober 10:30 forum stage",
    "und was kostet das", "mehr", "1", "die zweite", "nichts davon", "/start", "what's on tomorrow",
    "was ist hub27 und wo ist die rohrmeisterei?", "", "🎉", "?",
)  # fmt: skip


def questions(assistant: Assistant) -> Sequence[bytes]:
    """Return what people ask: the phrasings of the knowledge, and times."""
    entries = assistant.knowledge.entries.values()
    asked = [text for entry in entries for texts in entry.questions.values() for text in texts]
    return [text.encode() for text in (*asked[::7], *MOMENTS)]


def ids(assistant: Assistant) -> Sequence[bytes]:
    """Return what buttons and start parameters carry."""
    knowledge = assistant.knowledge
    sides = [
        f"{entry.id}/{side.id}" for entry in knowledge.entries.values() for side in entry.aspects
    ]
    every = [*knowledge.entries, *knowledge.talks, *knowledge.events, *sides[::5], "more", "none"]
    return [id_.encode() for id_ in every]


YAML = [
    b"""language: en
entries:
  - id: card-arrival
    questions: ["When will my card arrive?", "card still not here"]
    answer: Cards arrive within ten days.
""",
    """# yaml-language-server: $schema=../schema.json
entries:
  - id: freies-wlan
    kind: answer
    topic: projects
    title: {de: Freies WLAN, en: Free Wi-Fi}
    names: {de: [City-WLAN, Hotspot], en: [public wifi]}
    questions:
      de: [gibt es kostenloses wlan, wie komme ich ins internet]
      en: [is there free wifi in town]
    answer: {de: "Ja, in der Innenstadt.", en: "Yes, in the town centre."}
    details: {de: >-
        Mehr dazu., en: More.}
    aspects:
      - about: where
        answer: {de: Das WLAN gibt es am Markt., en: At the market.}
      - questions: {de: [gibt es wlan in ergste]}
        unpublished: true
        answer: {de: Das ist nicht veröffentlicht.}
    sources: [{url: "https://schwerte.example", seen: "2025-08"}]
    as_of: "2025-08"
    review: 2027-03-01
    related: [freies-wlan]
    links: [{label: {de: Seite, en: Page}, url: "https://schwerte.example"}]
    place: {name: Markt, address: Markt 1, latitude: 51.4, longitude: 7.5}
    withdrawn: false
    valid_from: 2024-01-01
""".encode(),
    b"""events:
  - id: sccon-2024
    title: Smart Country Convention 2024
    start: 2024-10-15
    end: 2024-10-17
    timezone: Europe/Berlin
    talks:
      - id: sccon-2024.forum-stage.learnings
        title: Learnings
        speakers: [Tristan Richter]
        stage: Forum Stage
        start: 2024-10-16T15:00
        end: 2024-10-16T15:30
        source: https://example.com
phrases:
  unknown: {de: Das weiss ich nicht., en: I do not know.}
""",
]

_TALK = {
    "id": 1, "guid": "11111111-2222-3333-4444-555555555555", "date": "2024-10-16T15:00:00+02:00",
    "start": "15:00", "duration": "00:30", "room": "Forum", "slug": "a-1", "url": "https://example.com/1",
    "title": "Learnings", "subtitle": "", "track": "City", "type": "Talk", "language": "de",
    "abstract": "<p>Text</p>", "description": "", "persons": [{"public_name": "T. Richter", "name": "T"}],
}  # fmt: skip
_DAY = {
    "index": 1, "date": "2024-10-16", "day_start": "2024-10-16T09:00:00+02:00",
    "day_end": "2024-10-16T18:00:00+02:00", "rooms": {"Forum": [_TALK, {**_TALK, "id": 2}]},
}  # fmt: skip
_CONFERENCE = {
    "acronym": "sccon", "title": "Smart Country", "start": "2024-10-16", "end": "2024-10-16",
    "daysCount": 1, "timeslot_duration": "00:05", "time_zone_name": "Europe/Berlin", "days": [_DAY],
}  # fmt: skip
SCHEDULE_JSON = [
    json.dumps({"schedule": {"version": "1", "conference": _CONFERENCE}}).encode(),
    json.dumps({"schedule": {"conference": _CONFERENCE}}, indent=1).encode(),
]
SCHEDULE_XML = [
    b"""<?xml version="1.0" encoding="utf-8"?>
<schedule><version>1</version><conference><acronym>sccon</acronym><title>Smart Country</title>
<start>2024-10-16</start><end>2024-10-16</end><days>1</days><timeslot_duration>00:05</timeslot_duration>
<time_zone_name>Europe/Berlin</time_zone_name></conference>
<day index="1" date="2024-10-16" start="2024-10-16T09:00:00+02:00" end="2024-10-16T18:00:00+02:00">
<room name="Forum"><event guid="11111111-2222-3333-4444-555555555555" id="1">
<date>2024-10-16T15:00:00+02:00</date><start>15:00</start><duration>00:30</duration><room>Forum</room>
<slug>a</slug><url>https://example.com</url><title>Learnings &amp; more</title><track>City</track>
<type>Talk</type><language>de</language><abstract>Text</abstract>
<persons><person id="1">T. Richter</person></persons></event></room></day></schedule>
"""
]
CALENDAR = [
    b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//x//y//EN\r
X-WR-CALNAME:Smart Country\r
X-WR-TIMEZONE:Europe/Berlin\r
BEGIN:VTIMEZONE\r
TZID:Europe/Berlin\r
BEGIN:DAYLIGHT\r
TZOFFSETFROM:+0100\r
TZOFFSETTO:+0200\r
DTSTART:19810329T020000\r
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r
END:DAYLIGHT\r
END:VTIMEZONE\r
BEGIN:VEVENT\r
UID:1@example.com\r
SEQUENCE:2\r
STATUS:CANCELLED\r
SUMMARY:Learnings\\, mehr\r
DTSTART;TZID=Europe/Berlin:20241016T150000\r
DURATION:PT30M\r
LOCATION:Forum\r
CATEGORIES:City,Talk\r
DESCRIPTION:Text\\nmit\r
  Umbruch\r
ORGANIZER;CN="T. Richter":mailto:t@example.com\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:2@example.com\r
SUMMARY:Tag\r
DTSTART;VALUE=DATE:20241016\r
END:VEVENT\r
END:VCALENDAR\r
"""
]
LABELLED = [
    b'{"text": "gibt es wlan", "label": "freies-wlan"}\n{"text": "wetter", "label": null}\n'
]
ENVIRONMENT = [
    b"""# settings
TELEGRAM_BOT_TOKEN=123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw
TELEGRAM_API_URL="http://127.0.0.1:8081"
BOT_DATA='data'
BOT_ADMINS=12345, 67890
export BOT_WEBHOOK_URL=https://bot.example/hook
BOT_WEBHOOK_SECRET=geheim_123
BOT_PORT=8080
BOT_KEY_FILE=/etc/bot/key
BOT_LOG=json
"""
]
TABLE = [
    (
        b"Frage;Antwort;Titel;Thema;Kennung;Quelle;Stand\n"
        b"Gibt es WLAN?;Ja, am Markt.;WLAN;projects;wlan-neu;https://schwerte.example;2025-08\n"
        b'"Wo, bitte?";"In der ""Stadt""";;;;;\n'
    ),
    b"Question,Answer\nwhere,here\n",
]
CALLS = [
    "\n".join(call.split(" ")).encode()
    for call in (
        "ask --json wlan", "ask --dialogue -", "show freies-wlan --json", "check --deep --sample 0.1",
        "stats --days 7 --html x.html", "export sccon-2024 --about morgen --out x.ics", "doctor",
        "import schedule.json --out x.yaml", "backup x.db --now 2024-10-16T13:05 --lang de",
        "evaluate q.jsonl --json", "telegram --knowledge knowledge", "",
    )
]  # fmt: skip
SECRET = "geheim_123"
_UPDATE = b'{"update_id": 5, "message": {}}'
REQUESTS = [
    b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    b"GET /metrics HTTP/1.1\r\nHost: x\r\nAccept: */*\r\nConnection: close\r\n\r\n",
    b"GET /readyz?x=%2e%2e HTTP/1.0\r\n\r\n",
    b"POST /hook HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    b"X-Telegram-Bot-Api-Secret-Token: geheim_123\r\nContent-Type: application/json\r\n"
    b"Content-Length: " + str(len(_UPDATE)).encode() + b"\r\n\r\n" + _UPDATE,
    b"POST /hook HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    b"1f\r\n" + _UPDATE + b"\r\n0\r\n\r\n",
]
_RESULT = b'{"ok": true, "result": [{"update_id": 5, "message": {"text": "x"}}]}'
_LENGTH = b"Content-Length: " + str(len(_RESULT)).encode()
ANSWERS = [
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + _LENGTH + b"\r\n\r\n" + _RESULT,
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n44\r\n" + _RESULT + b"\r\n0\r\n\r\n",
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + _RESULT,
    b'HTTP/1.1 429 Slow\r\n\r\n{"ok": false, "error_code": 429, "parameters": {"retry_after": 3}}',
    b'HTTP/1.1 400 No\r\n\r\n{"ok": false, "parameters": {"migrate_to_chat_id": -1001}}',
    b"HTTP/1.1 502 Bad Gateway\r\n\r\n<html>502</html>",
]
