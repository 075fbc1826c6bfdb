"""The address of a service and the key to it, as a user sets them up."""

from __future__ import annotations

import ipaddress
import json
import os
from pathlib import Path
from urllib.parse import urlsplit


class SettingsError(Exception):
    """There are no settings, or they cannot be used; the message says why."""


def settings_file(name: str) -> Path:
    """Return the place of a file of the user's own settings, which neither an article nor a project can change."""
    folder = os.environ.get("XDG_CONFIG_HOME", "")
    base = Path(folder) if Path(folder).is_absolute() else Path.home() / ".config"
    return base / "publish" / name


def check_address(url: str, path: Path, key_variable: str) -> None:
    """Refuse what is no address of a service, or would send text and key unprotected.

    Args:
        path: the file that names it.
        key_variable: the variable of the environment that holds the key.

    Raises:
        SettingsError: it cannot be used.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise SettingsError(f"{path}: “{url}” is no address: {error}") from error
    if not host or parts.scheme not in ("http", "https") or parts.query or parts.fragment:
        raise SettingsError(f"{path}: “{url}” is no address of a service, such as https://example.org/v1")
    if parts.username or parts.password:
        raise SettingsError(f"{path}: the address holds a name or password; put a key into {key_variable}")
    if parts.scheme == "http" and not is_this_machine(host):
        raise SettingsError(f"{path}: “{url}” would send text and key unprotected; use https")


def key_in(variable: str) -> str:
    """Return the key in a variable of the environment; empty where there is none.

    Raises:
        SettingsError: it holds signs that a key cannot have.
    """
    key = os.environ.get(variable, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise SettingsError(f"The key in {variable} holds signs that a key cannot have")
    return key


def explanation(body: bytes, key: str) -> str:
    """Return the message in a refusal in OpenAI's manner, without the key, should the service repeat it."""
    try:
        message = json.loads(body)["error"]["message"]
    except (ValueError, KeyError, TypeError):
        return ""
    if not isinstance(message, str):
        return ""
    line = " ".join(message.split())
    return (line.replace(key, "…") if key else line)[:200].rstrip(".")


def is_this_machine(host: str) -> bool:
    """Tell whether a host is this machine, so that what is sent to it never leaves it."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
