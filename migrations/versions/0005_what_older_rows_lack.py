"""What older rows lack: amendments get numbers as they were proposed, edits the kind and place of their clause."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "UPDATE amendment SET number = (SELECT count(*) FROM amendment AS other"
        " WHERE other.declaration_id = amendment.declaration_id AND other.id <= amendment.id) WHERE number = 0"
    )
    op.execute(
        "UPDATE clause_edit SET kind = (SELECT clause.kind FROM clause WHERE clause.uid = clause_edit.uid),"
        " position = (SELECT clause.position FROM clause WHERE clause.uid = clause_edit.uid)"
        " WHERE kind = '' AND EXISTS (SELECT 1 FROM clause WHERE clause.uid = clause_edit.uid)"
    )


def downgrade() -> None:
    """The columns go with the migration before this one."""
