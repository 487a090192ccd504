"""Settings: the only reader of the environment and of the `.env` file."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Literal

from dotenv.parser import parse_stream

from bot.errors import SettingsError
from bot.settings_checks import CHECKS, NAMES, admins_of, proxy_of

__all__ = ["NAMES", "Settings", "read_settings"]

_OURS = ("BOT_", "TELEGRAM_")
_NAME = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class Settings:
    """Hold what an operator set; the names are those of the environment, in small letters.

    `proxy` is HTTPS_PROXY or ALL_PROXY, where NO_PROXY does not exempt Telegram's server.
    `port_wanted`: the HTTP port was asked for, so it is served without a webhook too. `unknown`
    names variables that look like ours and are not.
    """

    token: str | None = field(default=None, repr=False)
    api_url: str | None = None
    data: Path = Path("data")
    admins: frozenset[int] = frozenset()
    webhook_url: str | None = None
    webhook_secret: str | None = field(default=None, repr=False)
    proxy: str | None = field(default=None, repr=False)
    port: int = 8080
    port_wanted: bool = False
    address: str = "127.0.0.1"
    key: Path | None = None
    log: Literal["human", "json"] = "human"
    unknown: tuple[str, ...] = ()

    @property
    def journal(self) -> Path:
        """Return where the database lies."""
        return self.data / "journal.db"

    @property
    def key_file(self) -> Path:
        """Return where the database's key lies: never inside the folder of the database."""
        return self.key or self.data.absolute().with_name(f"{self.data.absolute().name}.key")

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return what must never be written anywhere."""
        return tuple(value for value in (self.token, self.webhook_secret) if value)


def read_settings(environment: Mapping[str, str] = os.environ, folder: Path = Path()) -> Settings:
    """Read `.env` in the folder and the environment, which wins.

    Raise SettingsError with one line per fault.
    """
    found = {**_from_file(folder / ".env"), **environment}
    values = {name: value.strip() for name, value in found.items() if value and value.strip()}
    faults = [fault for check in CHECKS if (fault := check(values))]
    if faults:
        raise SettingsError("\n".join(faults))
    return Settings(
        token=values.get("TELEGRAM_BOT_TOKEN"),
        api_url=values.get("TELEGRAM_API_URL"),
        data=Path(values.get("BOT_DATA", "data")),
        admins=frozenset(int(part) for part in admins_of(values)),
        webhook_url=values.get("BOT_WEBHOOK_URL"),
        webhook_secret=values.get("BOT_WEBHOOK_SECRET"),
        proxy=proxy_of(values),
        port=int(values.get("BOT_PORT", "8080")),
        port_wanted="BOT_PORT" in values,
        address=values.get("BOT_ADDRESS", "127.0.0.1"),
        key=Path(values["BOT_KEY_FILE"]) if "BOT_KEY_FILE" in values else None,
        log="json" if values.get("BOT_LOG", "").lower() == "json" else "human",
        unknown=tuple(sorted(n for n in values if n.startswith(_OURS) and n not in NAMES)),
    )


def _from_file(path: Path) -> Mapping[str, str | None]:
    if not path.is_file():
        return {}
    try:
        bindings = list(parse_stream(StringIO(path.read_text(encoding="utf-8-sig"))))
    except (OSError, ValueError):
        raise SettingsError(
            f"Die Datei {path} lässt sich nicht lesen – bitte die Rechte prüfen und sie als "
            "UTF-8-Text speichern."
        ) from None
    for binding in bindings:
        is_set = binding.value is not None and _NAME.fullmatch(binding.key or "")
        if binding.error or (binding.key and not is_set):
            written = binding.original.string
            blank = len(written) - len(written.lstrip("\r\n"))
            line = binding.original.line + written[:blank].count("\n")
            raise SettingsError(f"{path}:{line} ist nicht lesbar – bitte als NAME=Wert schreiben.")
    return {binding.key: binding.value for binding in bindings if binding.key}
