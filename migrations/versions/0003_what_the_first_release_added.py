"""What the first release added"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "invited_observer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("invited_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_invited_observer_declaration_id_declaration")
        ),
        sa.ForeignKeyConstraint(["invited_by_id"], ["mandate.id"], name=op.f("fk_invited_observer_invited_by_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invited_observer_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invited_observer")),
        sa.UniqueConstraint("declaration_id", "person_id", name=op.f("uq_invited_observer_declaration_id_person_id")),
    )
    with op.batch_alter_table("invited_observer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invited_observer_invited_by_id"), ["invited_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invited_observer_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("invited_observer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invited_observer_person_id"))
        batch_op.drop_index(batch_op.f("ix_invited_observer_invited_by_id"))

    op.drop_table("invited_observer")
