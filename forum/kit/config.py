"""Settings from the environment, checked at start, with a sentence for each that will not do."""

import os
import secrets
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
MODES = ("demo", "test", "production")


class ConfigurationError(SystemExit):
    """Stops the start; the message lists every setting that is missing or wrong."""


def load(environ: dict[str, str] | None = None) -> dict[str, Any]:
    """Flask's configuration from FORUM_* variables. Raises ConfigurationError."""
    env = dict(os.environ if environ is None else environ)
    mode = env.get("FORUM_MODE", "demo")
    folder = Path(env.get("FORUM_FOLDER", str(ROOT / "instance")))
    address = env.get("FORUM_URL", f"http://localhost:{env.get('PORT', '8000')}").rstrip("/")
    problems = list(_problems(env, mode, address))
    if problems:
        raise ConfigurationError("The forum cannot start:\n" + "\n".join(f"  - {problem}" for problem in problems))
    folder.mkdir(parents=True, exist_ok=True)
    secure = address.startswith("https://")
    return {
        "FORUM_MODE": mode,
        "FORUM_FOLDER": str(folder),
        "FORUM_KEYS": env.get("FORUM_KEYS", str(folder / ("keys" if mode == "production" else f"{mode}-keys"))),
        "KEEP_PUBLISHED_HEAD": mode != "test",
        "FORUM_URL": address,
        "SECRET_KEY": env.get("FORUM_SECRET") or _local_secret(folder),
        "SQLALCHEMY_DATABASE_URI": env.get("FORUM_DATABASE", f"sqlite:///{folder / f'{mode}.sqlite3'}"),
        "SQLALCHEMY_ENGINE_OPTIONS": {"pool_pre_ping": True},  # a database that went away and came back is used again
        "RATELIMIT_STORAGE_URI": env.get("FORUM_REDIS", "memory://"),
        "FORUM_LIVE": env.get("FORUM_LIVE", "on"),
        "RATELIMIT_ENABLED": mode != "test",
        "MAIL_SERVER": env.get("FORUM_MAIL_SERVER", ""),
        "MAIL_PORT": int(env.get("FORUM_MAIL_PORT", "25")),
        "MAIL_USER": env.get("FORUM_MAIL_USER", ""),
        "MAIL_PASSWORD": env.get("FORUM_MAIL_PASSWORD", ""),
        "MAIL_SENDER": env.get("FORUM_MAIL_SENDER", "forum@localhost"),
        "MAX_CONTENT_LENGTH": 16 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "SESSION_COOKIE_NAME": "__Host-forum-form" if secure else "forum-form",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,  # the token lives as long as the session
        "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "translations"),
        "TEMPLATES_AUTO_RELOAD": False,
        "KEEP_READINGS": mode != "test",
    }


def _problems(env: dict[str, str], mode: str, address: str):
    if mode not in MODES:
        yield f"FORUM_MODE is “{mode}”; it must be one of {', '.join(MODES)}."
    if not address.startswith(("http://", "https://")):
        yield f"FORUM_URL is “{address}”; it must begin with https:// (or http:// on this computer)."
    if env.get("FORUM_LIVE", "on") not in ("on", "off"):
        yield f"FORUM_LIVE is “{env['FORUM_LIVE']}”; it must be on or off."
    for name in ("FORUM_MAIL_PORT", "PORT"):
        if name in env and not env[name].isdigit():
            yield f"{name} is “{env[name]}”; it must be a number."
    if mode == "production":
        secret = env.get("FORUM_SECRET", "")
        if len(secret) < 32 or len(set(secret)) < 10:
            yield "FORUM_SECRET is missing, too short or too simple; give at least 32 random characters."
        for name in ("FORUM_URL", "FORUM_MAIL_SERVER", "FORUM_MAIL_SENDER"):
            if not env.get(name):
                yield f"{name} is missing."


def _local_secret(folder: Path) -> str:
    """The demo makes its own secret once and keeps it, so that a restart signs nobody out."""
    path = folder / "secret"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(48))
        path.chmod(0o600)
    return path.read_text()
