"""Alembic's environment: the app's engine, the models' metadata, batch mode for SQLite."""

from alembic import context
from flask import current_app

import models
from models.search import in_models

engine = current_app.extensions["migrate"].db.engine


def run() -> None:
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=models.Base.metadata,
            render_as_batch=True,
            compare_type=True,
            include_object=in_models,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
