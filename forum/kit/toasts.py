"""What was just done, said on the next page, with the way back beside it instead of a question before it."""

from flask import flash


def done(sentence: str, undo: str | None = None) -> None:
    """`undo` is an address that takes a POST without further fields and undoes the act."""
    flash({"text": sentence, "undo": undo} if undo else sentence)  # type: ignore[arg-type]
