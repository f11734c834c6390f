"""An empty database brought up to date equals the models, and the way back works."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from app import create_app
from forum.kit.config import ROOT
from models.base import Base, db
from models.search import in_models
from tests import services


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def address(request, tmp_path):
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    else:
        with services.postgres() as uri:
            yield uri


def test_up_equals_the_models_and_down_leaves_nothing(address):
    app = create_app({"TESTING": True, "SQLALCHEMY_DATABASE_URI": address})
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        options = {"compare_type": True, "include_object": in_models}
        with db.engine.connect() as connection:
            found = compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)
        assert found == []
        downgrade(directory=str(ROOT / "migrations"), revision="base")
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        db.engine.dispose()
