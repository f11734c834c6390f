"""The base of every form: a key that makes it count once, what was kept for its sender, and fields in common use."""

import secrets
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from forum.kit.edge import kept_fields


class Form(FlaskForm):
    """FlaskForm checks the CSRF token; this adds `idempotency_key` and fills in a kept form after sign-in."""

    idempotency_key = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if request and request.method == "GET" and "formdata" not in kwargs and not args:
            kept = kept_fields()
            if kept is not None:
                kwargs["formdata"] = MultiDict(kept)
        super().__init__(*args, **kwargs)
        if not self.idempotency_key.data:
            self.idempotency_key.data = secrets.token_urlsafe(18)

    def refuse(self, field: str, sentence: str) -> None:
        """Put a sentence beside a field, after validation."""
        self[field].errors = [*self[field].errors, sentence]


class CheckboxesField(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def stripped(value: str | None) -> str:
    return (value or "").strip()
