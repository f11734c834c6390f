"""What live drafting added"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clause_agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_clause_agreement_declaration_id_declaration")
        ),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_clause_agreement_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_clause_agreement_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause_agreement")),
    )
    with op.batch_alter_table("clause_agreement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clause_agreement_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_clause_agreement_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_clause_agreement_uid", ["declaration_id", "uid"], unique=False)

    op.create_table(
        "consolidation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_consolidation_declaration_id_declaration")
        ),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_consolidation_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consolidation_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consolidation")),
    )
    with op.batch_alter_table("consolidation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consolidation_declaration_id"), ["declaration_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consolidation_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consolidation_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_consolidation_open",
            ["declaration_id"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

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
        "drafting_pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_drafting_pause_declaration_id_declaration")
        ),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_drafting_pause_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_drafting_pause_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafting_pause")),
    )
    with op.batch_alter_table("drafting_pause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drafting_pause_declaration_id"), ["declaration_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_drafting_pause_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_drafting_pause_person_id"), ["person_id"], unique=False)

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
        "next_text",
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("after_version", sa.Integer(), nullable=False),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.Column("clauses", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_next_text_declaration_id_declaration")
        ),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_next_text_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_next_text_person_id_person")),
        sa.PrimaryKeyConstraint("declaration_id", name=op.f("pk_next_text")),
    )
    with op.batch_alter_table("next_text", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_next_text_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_next_text_person_id"), ["person_id"], unique=False)

    op.create_table(
        "parallel_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_parallel_text_declaration_id_declaration")
        ),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_parallel_text_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_parallel_text_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parallel_text")),
        sa.UniqueConstraint("declaration_id", "language", name=op.f("uq_parallel_text_declaration_id_language")),
    )
    with op.batch_alter_table("parallel_text", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_parallel_text_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_parallel_text_person_id"), ["person_id"], unique=False)

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
        "text_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("edit_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("uids", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_text_order_declaration_id_declaration")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_order")),
    )
    with op.batch_alter_table("text_order", schema=None) as batch_op:
        batch_op.create_index("ix_text_order_edit", ["declaration_id", "edit_id"], unique=False)

    op.create_table(
        "comment_anchor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("quote", sa.String(length=500), nullable=False),
        sa.Column("letters", sa.JSON(), nullable=False),
        sa.Column("place_from", sa.Integer(), nullable=False),
        sa.Column("place_to", sa.Integer(), nullable=False),
        sa.Column("gone_at", sa.DateTime(), nullable=True),
        sa.Column("gone_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_comment_anchor_comment_id_comment")),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_comment_anchor_declaration_id_declaration")
        ),
        sa.ForeignKeyConstraint(["gone_by_id"], ["person.id"], name=op.f("fk_comment_anchor_gone_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_anchor")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_comment_anchor_comment_id")),
    )
    with op.batch_alter_table("comment_anchor", schema=None) as batch_op:
        batch_op.create_index("ix_comment_anchor_clause", ["declaration_id", "uid"], unique=False)

    op.create_table(
        "comment_resolution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("resolved", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_comment_resolution_comment_id_comment")),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_comment_resolution_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_comment_resolution_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_resolution")),
    )
    with op.batch_alter_table("comment_resolution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_resolution_comment_id"), ["comment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_resolution_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_resolution_person_id"), ["person_id"], unique=False)

    op.create_table(
        "consolidation_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consolidation_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consolidation_id"], ["consolidation.id"], name=op.f("fk_consolidation_link_consolidation_id_consolidation")
        ),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_consolidation_link_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consolidation_link_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consolidation_link")),
        sa.UniqueConstraint("key", name=op.f("uq_consolidation_link_key")),
    )
    with op.batch_alter_table("consolidation_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consolidation_link_consolidation_id"), ["consolidation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consolidation_link_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consolidation_link_person_id"), ["person_id"], unique=False)

    op.create_table(
        "consolidation_wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consolidation_id", sa.Integer(), nullable=False),
        sa.Column("clause_uid", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consolidation_id"], ["consolidation.id"], name=op.f("fk_consolidation_wording_consolidation_id_consolidation")
        ),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_consolidation_wording_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consolidation_wording_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consolidation_wording")),
        sa.UniqueConstraint(
            "consolidation_id", "clause_uid", name=op.f("uq_consolidation_wording_consolidation_id_clause_uid")
        ),
    )
    with op.batch_alter_table("consolidation_wording", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consolidation_wording_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consolidation_wording_person_id"), ["person_id"], unique=False)

    op.create_table(
        "parallel_clause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parallel_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.Column("newest", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_parallel_clause_mandate_id_mandate")),
        sa.ForeignKeyConstraint(
            ["parallel_id"], ["parallel_text.id"], name=op.f("fk_parallel_clause_parallel_id_parallel_text")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_parallel_clause_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parallel_clause")),
        sa.UniqueConstraint("parallel_id", "uid", "edit", name=op.f("uq_parallel_clause_parallel_id_uid_edit")),
    )
    with op.batch_alter_table("parallel_clause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_parallel_clause_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_parallel_clause_person_id"), ["person_id"], unique=False)

    op.create_table(
        "pause_lift",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pause_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_pause_lift_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["pause_id"], ["drafting_pause.id"], name=op.f("fk_pause_lift_pause_id_drafting_pause")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pause_lift_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pause_lift")),
        sa.UniqueConstraint("pause_id", name=op.f("uq_pause_lift_pause_id")),
    )
    with op.batch_alter_table("pause_lift", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pause_lift_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pause_lift_person_id"), ["person_id"], unique=False)

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

    op.create_table(
        "version_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("canonical", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_version_text_version_id_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version_text")),
        sa.UniqueConstraint("version_id", "language", "complete", name=op.f("uq_version_text_version_id_language_complete")),
    )
    op.create_table(
        "amendment_collision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("amendment_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["amendment_id"], ["amendment.id"], name=op.f("fk_amendment_collision_amendment_id_amendment")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["amendment.id"], name=op.f("fk_amendment_collision_by_id_amendment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment_collision")),
    )
    with op.batch_alter_table("amendment_collision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_amendment_collision_amendment_id"), ["amendment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendment_collision_by_id"), ["by_id"], unique=False)

    op.create_table(
        "amendment_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("amendment_id", sa.Integer(), nullable=False),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("base_text", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["amendment_id"], ["amendment.id"], name=op.f("fk_amendment_revision_amendment_id_amendment")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["amendment.id"], name=op.f("fk_amendment_revision_by_id_amendment")),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_amendment_revision_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_amendment_revision_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment_revision")),
        sa.UniqueConstraint("amendment_id", "edit", name=op.f("uq_amendment_revision_amendment_id_edit")),
    )
    with op.batch_alter_table("amendment_revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_amendment_revision_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendment_revision_person_id"), ["person_id"], unique=False)

    op.create_table(
        "consolidation_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consolidation_id", sa.Integer(), nullable=False),
        sa.Column("amendment_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["amendment_id"], ["amendment.id"], name=op.f("fk_consolidation_choice_amendment_id_amendment")
        ),
        sa.ForeignKeyConstraint(
            ["consolidation_id"], ["consolidation.id"], name=op.f("fk_consolidation_choice_consolidation_id_consolidation")
        ),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_consolidation_choice_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consolidation_choice_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consolidation_choice")),
        sa.UniqueConstraint(
            "consolidation_id", "amendment_id", name=op.f("uq_consolidation_choice_consolidation_id_amendment_id")
        ),
    )
    with op.batch_alter_table("consolidation_choice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consolidation_choice_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consolidation_choice_person_id"), ["person_id"], unique=False)

    op.create_table(
        "sponsor_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("amendment_id", sa.Integer(), nullable=False),
        sa.Column("city_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["amendment_id"], ["amendment.id"], name=op.f("fk_sponsor_request_amendment_id_amendment")),
        sa.ForeignKeyConstraint(["city_id"], ["city.id"], name=op.f("fk_sponsor_request_city_id_city")),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_sponsor_request_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sponsor_request_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sponsor_request")),
        sa.UniqueConstraint("amendment_id", "city_id", name=op.f("uq_sponsor_request_amendment_id_city_id")),
    )
    with op.batch_alter_table("sponsor_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sponsor_request_city_id"), ["city_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sponsor_request_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sponsor_request_person_id"), ["person_id"], unique=False)

    op.create_table(
        "collision_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collision_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collision_id"], ["amendment_collision.id"], name=op.f("fk_collision_answer_collision_id_amendment_collision")
        ),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_collision_answer_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_collision_answer_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collision_answer")),
        sa.UniqueConstraint("collision_id", name=op.f("uq_collision_answer_collision_id")),
    )
    with op.batch_alter_table("collision_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_collision_answer_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_collision_answer_person_id"), ["person_id"], unique=False)

    op.create_table(
        "sponsor_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_sponsor_answer_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sponsor_answer_person_id_person")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["sponsor_request.id"], name=op.f("fk_sponsor_answer_request_id_sponsor_request")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sponsor_answer")),
        sa.UniqueConstraint("request_id", name=op.f("uq_sponsor_answer_request_id")),
    )
    with op.batch_alter_table("sponsor_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sponsor_answer_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sponsor_answer_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("number", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("clause_edit", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("version_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("target_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("target_edit", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("edit", sa.Integer(), server_default="1", nullable=False))
        batch_op.add_column(sa.Column("comment_count", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_index(batch_op.f("ix_amendment_target_id"), ["target_id"], unique=False)
        batch_op.create_index(
            "uq_amendment_declaration_id_number",
            ["declaration_id", "number"],
            unique=True,
            sqlite_where=sa.text("number > 0"),
            postgresql_where=sa.text("number > 0"),
        )
        batch_op.create_foreign_key(batch_op.f("fk_amendment_version_id_version"), "version", ["version_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_amendment_target_id_amendment"), "amendment", ["target_id"], ["id"])

    with op.batch_alter_table("clause", schema=None) as batch_op:
        batch_op.add_column(sa.Column("runs", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("alternative", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("origin", sa.String(length=32), server_default="", nullable=False))
        batch_op.add_column(sa.Column("joined", sa.String(length=32), server_default="", nullable=False))

    with op.batch_alter_table("clause_edit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("position", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("runs", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("amendment_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_clause_edit_amendment_id_amendment"), "amendment", ["amendment_id"], ["id"]
        )

    with op.batch_alter_table("declaration", schema=None) as batch_op:
        batch_op.add_column(sa.Column("consultation_ends_at", sa.DateTime(), nullable=True))

    with op.batch_alter_table("snapshot", schema=None) as batch_op:
        batch_op.add_column(sa.Column("edit_id", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("snapshot", schema=None) as batch_op:
        batch_op.drop_column("edit_id")

    with op.batch_alter_table("declaration", schema=None) as batch_op:
        batch_op.drop_column("consultation_ends_at")

    with op.batch_alter_table("clause_edit", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_clause_edit_amendment_id_amendment"), type_="foreignkey")
        batch_op.drop_column("amendment_id")
        batch_op.drop_column("runs")
        batch_op.drop_column("position")
        batch_op.drop_column("kind")

    with op.batch_alter_table("clause", schema=None) as batch_op:
        batch_op.drop_column("joined")
        batch_op.drop_column("origin")
        batch_op.drop_column("alternative")
        batch_op.drop_column("runs")

    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_amendment_target_id_amendment"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_amendment_version_id_version"), type_="foreignkey")
        batch_op.drop_index(
            "uq_amendment_declaration_id_number", sqlite_where=sa.text("number > 0"), postgresql_where=sa.text("number > 0")
        )
        batch_op.drop_index(batch_op.f("ix_amendment_target_id"))
        batch_op.drop_column("comment_count")
        batch_op.drop_column("edit")
        batch_op.drop_column("target_edit")
        batch_op.drop_column("target_id")
        batch_op.drop_column("version_id")
        batch_op.drop_column("clause_edit")
        batch_op.drop_column("number")

    with op.batch_alter_table("sponsor_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sponsor_answer_person_id"))
        batch_op.drop_index(batch_op.f("ix_sponsor_answer_mandate_id"))

    op.drop_table("sponsor_answer")
    with op.batch_alter_table("collision_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_collision_answer_person_id"))
        batch_op.drop_index(batch_op.f("ix_collision_answer_mandate_id"))

    op.drop_table("collision_answer")
    with op.batch_alter_table("sponsor_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sponsor_request_person_id"))
        batch_op.drop_index(batch_op.f("ix_sponsor_request_mandate_id"))
        batch_op.drop_index(batch_op.f("ix_sponsor_request_city_id"))

    op.drop_table("sponsor_request")
    with op.batch_alter_table("consolidation_choice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consolidation_choice_person_id"))
        batch_op.drop_index(batch_op.f("ix_consolidation_choice_mandate_id"))

    op.drop_table("consolidation_choice")
    with op.batch_alter_table("amendment_revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_amendment_revision_person_id"))
        batch_op.drop_index(batch_op.f("ix_amendment_revision_mandate_id"))

    op.drop_table("amendment_revision")
    with op.batch_alter_table("amendment_collision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_amendment_collision_by_id"))
        batch_op.drop_index(batch_op.f("ix_amendment_collision_amendment_id"))

    op.drop_table("amendment_collision")
    op.drop_table("version_text")
    with op.batch_alter_table("suggestion_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggestion_decision_person_id"))
        batch_op.drop_index(batch_op.f("ix_suggestion_decision_mandate_id"))

    op.drop_table("suggestion_decision")
    with op.batch_alter_table("pause_lift", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pause_lift_person_id"))
        batch_op.drop_index(batch_op.f("ix_pause_lift_mandate_id"))

    op.drop_table("pause_lift")
    with op.batch_alter_table("parallel_clause", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_parallel_clause_person_id"))
        batch_op.drop_index(batch_op.f("ix_parallel_clause_mandate_id"))

    op.drop_table("parallel_clause")
    with op.batch_alter_table("consolidation_wording", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consolidation_wording_person_id"))
        batch_op.drop_index(batch_op.f("ix_consolidation_wording_mandate_id"))

    op.drop_table("consolidation_wording")
    with op.batch_alter_table("consolidation_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consolidation_link_person_id"))
        batch_op.drop_index(batch_op.f("ix_consolidation_link_mandate_id"))
        batch_op.drop_index(batch_op.f("ix_consolidation_link_consolidation_id"))

    op.drop_table("consolidation_link")
    with op.batch_alter_table("comment_resolution", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comment_resolution_person_id"))
        batch_op.drop_index(batch_op.f("ix_comment_resolution_mandate_id"))
        batch_op.drop_index(batch_op.f("ix_comment_resolution_comment_id"))

    op.drop_table("comment_resolution")
    with op.batch_alter_table("comment_anchor", schema=None) as batch_op:
        batch_op.drop_index("ix_comment_anchor_clause")

    op.drop_table("comment_anchor")
    with op.batch_alter_table("text_order", schema=None) as batch_op:
        batch_op.drop_index("ix_text_order_edit")

    op.drop_table("text_order")
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggestion_person_id"))
        batch_op.drop_index(batch_op.f("ix_suggestion_mandate_id"))
        batch_op.drop_index(batch_op.f("ix_suggestion_city_id"))

    op.drop_table("suggestion")
    with op.batch_alter_table("parallel_text", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_parallel_text_person_id"))
        batch_op.drop_index(batch_op.f("ix_parallel_text_mandate_id"))

    op.drop_table("parallel_text")
    with op.batch_alter_table("next_text", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_next_text_person_id"))
        batch_op.drop_index(batch_op.f("ix_next_text_mandate_id"))

    op.drop_table("next_text")
    with op.batch_alter_table("drafting_update", schema=None) as batch_op:
        batch_op.drop_index("ix_drafting_update_log")

    op.drop_table("drafting_update")
    op.drop_table("drafting_text")
    with op.batch_alter_table("drafting_pause", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_drafting_pause_person_id"))
        batch_op.drop_index(batch_op.f("ix_drafting_pause_mandate_id"))
        batch_op.drop_index(batch_op.f("ix_drafting_pause_declaration_id"))

    op.drop_table("drafting_pause")
    with op.batch_alter_table("drafting_client", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_drafting_client_person_id"))
        batch_op.drop_index(batch_op.f("ix_drafting_client_mandate_id"))

    op.drop_table("drafting_client")
    with op.batch_alter_table("consolidation", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_consolidation_open", sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'")
        )
        batch_op.drop_index(batch_op.f("ix_consolidation_person_id"))
        batch_op.drop_index(batch_op.f("ix_consolidation_mandate_id"))
        batch_op.drop_index(batch_op.f("ix_consolidation_declaration_id"))

    op.drop_table("consolidation")
    with op.batch_alter_table("clause_agreement", schema=None) as batch_op:
        batch_op.drop_index("ix_clause_agreement_uid")
        batch_op.drop_index(batch_op.f("ix_clause_agreement_person_id"))
        batch_op.drop_index(batch_op.f("ix_clause_agreement_mandate_id"))

    op.drop_table("clause_agreement")
