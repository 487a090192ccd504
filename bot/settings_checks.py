"""Settings: what can be wrong with their values, one sentence each; pure but for looking at paths."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

NAMES = frozenset(
    {
        "BOT_ADDRESS",
        "BOT_ADMINS",
        "BOT_DATA",
        "BOT_KEY_FILE",
        "BOT_LOG",
        "BOT_PORT",
        "BOT_WEBHOOK_SECRET",
        "BOT_WEBHOOK_URL",
        "TELEGRAM_API_URL",
        "TELEGRAM_BOT_TOKEN",
    }
)
"""Every variable the program knows."""

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")
_TOKEN = re.compile(r"[A-Za-z0-9:_-]{1,256}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")

Check = Callable[[Mapping[str, str]], str | None]
"""Return what is wrong with the values and what to do, or None."""


def proxy_of(values: Mapping[str, str]) -> str | None:
    """Return the proxy that stands between the bot and Telegram, by the usual names."""
    host = urlsplit(values.get("TELEGRAM_API_URL", "https://api.telegram.org")).hostname or ""
    without = values.get("NO_PROXY") or values.get("no_proxy") or ""
    exempt = [part.strip().lstrip("*.") for part in without.split(",") if part.strip()]
    if any(f".{host}".endswith(f".{name}") or not name for name in exempt):
        return None
    names = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")
    found = next((values[name] for name in names if name in values), None)
    return found if found and found.startswith("http://") else None


def admins_of(values: Mapping[str, str]) -> list[str]:
    """Return the numbers of the editors, as they are written."""
    return [part for each in values.get("BOT_ADMINS", "").split(",") if (part := each.strip())]


def _is_digits(text: str, longest: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= longest


def _printable(values: Mapping[str, str]) -> str | None:
    wrong = sorted(name for name in NAMES & values.keys() if _UNPRINTABLE.search(values[name]))
    if not wrong:
        return None
    return f"{wrong[0]} enthält ein unsichtbares Zeichen – bitte den Wert neu eintippen."


def _token(values: Mapping[str, str]) -> str | None:
    if _TOKEN.fullmatch(values.get("TELEGRAM_BOT_TOKEN", "-")):
        return None
    return (
        "TELEGRAM_BOT_TOKEN hat nicht die Form eines Tokens – bitte genau so einsetzen, wie "
        "@BotFather es zeigt (Zahl, Doppelpunkt, Buchstaben)."
    )


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port or a host that can't be
        return False


def _addresses(values: Mapping[str, str]) -> str | None:
    for name in ("TELEGRAM_API_URL", "BOT_WEBHOOK_URL"):
        if name in values and not _is_address(values[name]):
            return f"{name} ist keine Internetadresse – bitte als https://… schreiben."
    proxy = proxy_of(values)
    if proxy and not _is_address(proxy):
        return "HTTPS_PROXY ist keine Internetadresse – bitte als http://Name:Port schreiben."
    if "TELEGRAM_API_URL" in values or values.get("BOT_WEBHOOK_URL", "https").startswith("https"):
        return None
    return "BOT_WEBHOOK_URL ist nicht verschlüsselt – bitte mit https:// beginnen."


def _secret(values: Mapping[str, str]) -> str | None:
    if "BOT_WEBHOOK_SECRET" not in values:
        if "BOT_WEBHOOK_URL" not in values:
            return None
        return (
            "BOT_WEBHOOK_SECRET fehlt, ohne es könnte jeder Nachrichten einschleusen – bitte eine "
            "lange zufällige Zeichenfolge setzen."
        )
    if _SECRET.fullmatch(values["BOT_WEBHOOK_SECRET"]):
        return None
    return (
        "BOT_WEBHOOK_SECRET enthält Zeichen, die Telegram nicht annimmt – bitte nur Buchstaben "
        "ohne Umlaute, Ziffern, _ und - verwenden, höchstens 256."
    )


def _port(values: Mapping[str, str]) -> str | None:
    value = values.get("BOT_PORT", "8080")
    if _is_digits(value, 5) and 0 < int(value) < 65536:
        return None
    return "BOT_PORT ist kein Port – bitte eine Zahl von 1 bis 65535 angeben."


def _admin_numbers(values: Mapping[str, str]) -> str | None:
    if all(_is_digits(part, 19) for part in admins_of(values)):
        return None
    return (
        "BOT_ADMINS enthält etwas anderes als Zahlen – bitte Telegram-Nummern mit Komma "
        "trennen, zum Beispiel 12345,67890."
    )


def _paths(values: Mapping[str, str]) -> str | None:
    for name in ("BOT_DATA", "BOT_KEY_FILE"):
        try:
            Path(values.get(name, "data")).exists()
        except OSError as fault:
            return f"{name} ist kein Pfad ({fault.strerror}) – bitte einen anderen Ort angeben."
    return None


def _folder(values: Mapping[str, str]) -> str | None:
    folder = Path(values.get("BOT_DATA", "data"))
    if _paths(values) is None and folder.exists() and not folder.is_dir():
        return f"BOT_DATA ({folder}) ist eine Datei – bitte einen Ordner angeben."
    key = values.get("BOT_KEY_FILE")
    if key and folder.absolute() in Path(key).absolute().parents:
        return (
            "BOT_KEY_FILE liegt im Ordner der Datenbank – bitte einen anderen Ort wählen, damit "
            "nicht beides zusammen verloren geht oder gestohlen wird."
        )
    return None


def _log(values: Mapping[str, str]) -> str | None:
    if values.get("BOT_LOG", "human").lower() in {"human", "json"}:
        return None
    return "BOT_LOG kennt nur „human“ und „json“ – bitte eines davon setzen."


CHECKS: Sequence[Check] = (
    _printable,
    _token,
    _addresses,
    _secret,
    _port,
    _admin_numbers,
    _log,
    _paths,
    _folder,
)
