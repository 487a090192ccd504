"""Core: hides what may point to a person in a text before it is kept.

Over-masking is meant: a kept question shows editors what is missing, not who asked. Every pattern
is linear in the length of the text (no nested repetition).
"""

import re

LONGEST = 500
"""Characters of a text that are kept at most."""

_MASKS = (
    (re.compile(r"[^\s@<>]{1,64}(?:@| @ )[^\s@<>]{1,255}"), "[E-Mail]"),
    (re.compile(r"\S{1,64} ?[(\[{] ?at ?[)\]}] ?\S{1,255}", re.IGNORECASE), "[E-Mail]"),
    (re.compile(r"\S{1,64} at \S{1,255} (?:punkt|dot) \w{2,10}", re.IGNORECASE), "[E-Mail]"),
    (
        re.compile(
            r"\b[A-Za-z]{2}[ .-]?\d{2}[ .-]?(?:[A-Za-z]{4})?(?:[ .-]?[A-Za-z]?\d){9,28}[A-Za-z]?\b"
        ),
        "[IBAN]",
    ),
    (re.compile(r"(?<!\w)@\w{3,32}"), "[Name]"),
    (re.compile(r"\d{1,4}[.]\s?\d{1,2}[.]\s?(?:19|20)\d{2}"), "[Datum]"),
    (re.compile(r"(?:\+|\(|(?<!\d[.,])\b0)\d?(?:[ ()/.-]{0,3}\d){4,20}"), "[Telefon]"),
    (re.compile(r"\d(?:[ /-]?\d){4,40}"), "[Zahl]"),
)


def masked(text: str) -> str:
    """Return the text without mail addresses, bank accounts, phone numbers and long numbers."""
    text = " ".join(text[: 4 * LONGEST].split())
    for pattern, mask in _MASKS:
        text = pattern.sub(mask, text)
    return text[:LONGEST]
