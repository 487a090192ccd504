"""Mutations: an honest input becomes a hostile one; the same seed gives the same inputs."""

import random
from collections.abc import Callable, Sequence

HOSTILE = (
    "<b>", "</a>", "<script>alert(1)</script>", "&amp;&lt;&#0;", "](javascript:x)", "{{7*7}}", "${HOME}",
    "%s%n%d", "' OR 1=1; --", "../../../etc/passwd", "..\\..\\", "\0", "\x1b[2J", "\u202e", "\u200d\u200d",
    "\ufeff", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "Z̷͉͈̓̈́a̵̛l̶͎̏g̷̛o̸", "ﷺ", "İıſß", "\ud800",
    "!!python/object/apply:os.system ['id']", "&a [*a]", "*a", "<<: *x", "? ", "- - - -", "%YAML 9.9",
    "<!DOCTYPE x [<!ENTITY a 'aaaa'>]>", "&a;&a;", "<![CDATA[", "BEGIN:VEVENT", "RRULE:FREQ=SECONDLY",
    "TZID=Nowhere/Else", "19700101T000000Z", "99999999T999999", "-1", "1e999", "NaN", "9" * 400,
    "0" * 50, "null", "[]", "{}", '"', "'", "\\", "\\u0000", "\r\n", "\n\n\n", "\t", "=", "#", ": ", "@",
    "/start", "/../", "morgen um 25 Uhr", "31.2. um 99:99", "in 999999999 tagen", "übermorgen" * 9,
)  # fmt: skip
"""What has broken other programs: markup, escapes, paths, tags, clocks, numbers, Unicode."""

GIANT = 60_000

Mutate = Callable[[bytes, random.Random], bytes]


def mutated(seed: bytes, chance: random.Random) -> bytes:
    """Return the seed after one to six hostile changes."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        seed = chance.choice(_WAYS)(seed, chance)
    return seed


def mutated_text(seed: bytes, chance: random.Random) -> bytes:
    """Return a text after some hostile changes; single surrogates stay, as JSON may bring them."""
    changed = mutated(seed, chance)
    text = changed.decode("utf-8", "surrogateescape" if chance.random() < 0.1 else "replace")
    return text.encode("utf-8", "surrogatepass")


def _slice(seed: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randint(0, len(seed))
    return start, min(len(seed), start + chance.choice((1, 2, 5, 20, 100, 1000)))


def _insert(seed: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(seed))
    return seed[:at] + chance.choice(HOSTILE).encode("utf-8", "surrogatepass") + seed[at:]


def _cut(seed: bytes, chance: random.Random) -> bytes:
    start, end = _slice(seed, chance)
    return seed[:start] + seed[end:]


def _double(seed: bytes, chance: random.Random) -> bytes:
    start, end = _slice(seed, chance)
    return seed[:end] + seed[start:]


def _flip(seed: bytes, chance: random.Random) -> bytes:
    if not seed:
        return bytes([chance.randrange(256)])
    at = chance.randrange(len(seed))
    return seed[:at] + bytes([seed[at] ^ 1 << chance.randrange(8)]) + seed[at + 1 :]


def _truncate(seed: bytes, chance: random.Random) -> bytes:
    return seed[: chance.randint(0, len(seed))]


def _shuffle(seed: bytes, chance: random.Random) -> bytes:
    lines = seed.split(b"\n") if b"\n" in seed else seed.split(b" ")
    chance.shuffle(lines)
    return (b"\n" if b"\n" in seed else b" ").join(lines)


def _swell(seed: bytes, chance: random.Random) -> bytes:
    """Now and then repeat a piece until the input is giant."""
    if chance.random() > 0.05:
        return _insert(seed, chance)
    start, end = _slice(seed, chance)
    piece = seed[start:end] or b"a"
    return seed[:end] + piece * (GIANT // len(piece)) + seed[end:]


_WAYS: Sequence[Mutate] = (
    _insert, _insert, _cut, _double, _flip, _flip, _truncate, _shuffle, _swell,
)  # fmt: skip
