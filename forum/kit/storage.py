"""Uploaded files lie under random keys in one flat folder; a key is the only way to one, and nobody chooses it."""

import os
import re
import secrets
from pathlib import Path

from flask import current_app

KEY = re.compile(r"[0-9a-f]{32}(-small)?")


def folder() -> Path:
    path = Path(current_app.config["FORUM_FOLDER"]) / "files"
    path.mkdir(exist_ok=True)
    return path


def keys_folder() -> Path:
    """Where the keys of the site lie: a folder of their own, in no backup of the database."""
    path = Path(current_app.config["FORUM_KEYS"])
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def lasting() -> bool:
    """Whether what is committed stays; tests undo it, and then a file must not go on to speak of it."""
    return bool(current_app.config["KEEP_PUBLISHED_HEAD"])


def new_key() -> str:
    return secrets.token_hex(16)


def put(key: str, content: bytes) -> None:
    """Write a file whole or not at all."""
    target = _path(key)
    scratch = target.with_suffix(".part")
    with scratch.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(target)


def get(key: str) -> bytes | None:
    """What lies under a key; None where nothing does."""
    if not KEY.fullmatch(key):
        return None
    try:
        return _path(key).read_bytes()
    except FileNotFoundError:
        return None


def remove(key: str) -> None:
    _path(key).unlink(missing_ok=True)


def _path(key: str) -> Path:
    if not KEY.fullmatch(key):
        raise ValueError("not a key of a file")
    return folder() / key
