"""Compiles the catalogues at start, where a .po is newer than its .mo, so that git holds only what people write."""

import os

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from forum.kit.config import ROOT

FOLDER = ROOT / "translations"


def compile_catalogues() -> None:
    for source in FOLDER.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            made = target.with_suffix(f".{os.getpid()}")  # others may be reading, or compiling too
            with source.open("rb") as po, made.open("wb") as mo:
                write_mo(mo, read_po(po, locale=source.parts[-3]))
            made.replace(target)
