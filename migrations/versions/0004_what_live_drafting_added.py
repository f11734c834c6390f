"""What live drafting added"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "drafting_client",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("client", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_drafting_client_declaration_id_declaration")
        ),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_drafting_client_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_drafting_client_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafting_client")),
        sa.UniqueConstraint("declaration_id", "client", name=op.f("uq_drafting_client_declaration_id_client")),
    )
    with op.batch_alter_table("drafting_client", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drafting_client_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_drafting_client_person_id"), ["person_id"], unique=False)

    op.create_table(
        "drafting_text",
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("snapshot", sa.LargeBinary(), nullable=False),
        sa.Column("snapshot_upto", sa.Integer(), nullable=False),
        sa.Column("projected_upto", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_drafting_text_declaration_id_declaration")
        ),
        sa.PrimaryKeyConstraint("declaration_id", name=op.f("pk_drafting_text")),
    )
    op.create_table(
        "drafting_update",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("mandate_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_drafting_update_declaration_id_declaration")
        ),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_drafting_update_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_drafting_update_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafting_update")),
    )
    with op.batch_alter_table("drafting_update", schema=None) as batch_op:
        batch_op.create_index("ix_drafting_update_log", ["declaration_id", "id"], unique=False)

    op.create_table(
        "suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("city_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["city_id"], ["city.id"], name=op.f("fk_suggestion_city_id_city")),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_suggestion_declaration_id_declaration")
        ),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_suggestion_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_suggestion_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
        sa.UniqueConstraint("declaration_id", "uid", name=op.f("uq_suggestion_declaration_id_uid")),
    )
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suggestion_city_id"), ["city_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_suggestion_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_suggestion_person_id"), ["person_id"], unique=False)

    op.create_table(
        "suggestion_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("clause_uid", sa.String(length=32), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_suggestion_decision_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_suggestion_decision_person_id_person")),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestion.id"], name=op.f("fk_suggestion_decision_suggestion_id_suggestion")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_decision")),
        sa.UniqueConstraint("suggestion_id", name=op.f("uq_suggestion_decision_suggestion_id")),
    )
    with op.batch_alter_table("suggestion_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suggestion_decision_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_suggestion_decision_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("clause", schema=None) as batch_op:
        batch_op.add_column(sa.Column("runs", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("alternative", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("origin", sa.String(length=32), server_default="", nullable=False))
        batch_op.add_column(sa.Column("joined", sa.String(length=32), server_default="", nullable=False))

    with op.batch_alter_table("clause_edit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("position", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("runs", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("clause_edit", schema=None) as batch_op:
        batch_op.drop_column("runs")
        batch_op.drop_column("position")
        batch_op.drop_column("kind")

    with op.batch_alter_table("clause", schema=None) as batch_op:
        batch_op.drop_column("joined")
        batch_op.drop_column("origin")
        batch_op.drop_column("alternative")
        batch_op.drop_column("runs")

    with op.batch_alter_table("suggestion_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggestion_decision_person_id"))
        batch_op.drop_index(batch_op.f("ix_suggestion_decision_mandate_id"))

    op.drop_table("suggestion_decision")
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggestion_person_id"))
        batch_op.drop_index(batch_op.f("ix_suggestion_mandate_id"))
        batch_op.drop_index(batch_op.f("ix_suggestion_city_id"))

    op.drop_table("suggestion")
    with op.batch_alter_table("drafting_update", schema=None) as batch_op:
        batch_op.drop_index("ix_drafting_update_log")

    op.drop_table("drafting_update")
    op.drop_table("drafting_text")
    with op.batch_alter_table("drafting_client", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_drafting_client_person_id"))
        batch_op.drop_index(batch_op.f("ix_drafting_client_mandate_id"))

    op.drop_table("drafting_client")
