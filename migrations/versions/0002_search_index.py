"""The search index: what it holds can be written again at any time, so the first table is replaced, not altered."""

import sqlalchemy as sa
from alembic import op

from models.search import FTS, POSTGRESQL, SQLITE, SQLITE_TRIGGERS

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COMMON = (
    ("kind", sa.String(30), False),
    ("thing_id", sa.Integer(), False),
    ("url", sa.String(500), False),
    ("title", sa.String(500), False),
    ("text", sa.Text(), False),
    ("stems", sa.Text(), False),
    ("language", sa.String(8), False),
    ("country_iso2", sa.String(2), True),
    ("city_id", sa.Integer(), True),
    ("audience", sa.String(30), False),
    ("at", sa.DateTime(), False),
)
NEW = (
    ("title_stems", sa.Text(), False),
    ("scope_kind", sa.String(30), False),
    ("scope_id", sa.Integer(), False),
)


def upgrade() -> None:
    op.drop_table("search_document")
    _create(*COMMON, *NEW)
    op.create_index("ix_search_document_scope", "search_document", ["scope_kind", "scope_id"])
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in SQLITE_TRIGGERS:
            op.execute(f"DROP TRIGGER {name}")
        op.execute(f"DROP TABLE {FTS}")
    op.drop_table("search_document")
    _create(*COMMON)
    op.create_index("ix_search_document_facets", "search_document", ["audience", "kind", "id"])


def _create(*columns: tuple[str, sa.types.TypeEngine, bool]) -> None:
    op.create_table(
        "search_document",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, kind, nullable=nullable) for name, kind, nullable in columns),
        sa.ForeignKeyConstraint(["city_id"], ["city.id"], name="fk_search_document_city_id_city"),
        sa.PrimaryKeyConstraint("id", name="pk_search_document"),
        sa.UniqueConstraint("kind", "thing_id", name="uq_search_document_kind_thing_id"),
    )
