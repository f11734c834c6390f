"""What the first release added"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "facet_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("facet", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facet_count")),
        sa.UniqueConstraint("kind", "facet", "value", name=op.f("uq_facet_count_kind_facet_value")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=True),
        sa.Column("invited_by_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("invited_at", sa.DateTime(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["invited_by_id"], ["person.id"], name=op.f("fk_invitation_invited_by_id_person")),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_invitation_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invitation_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_invited_by_id"), ["invited_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_person_id"), ["person_id"], unique=False)

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

    op.create_table(
        "mandate_ending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("ended_by_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["ended_by_id"], ["person.id"], name=op.f("fk_mandate_ending_ended_by_id_person")),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_mandate_ending_mandate_id_mandate")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandate_ending")),
        sa.UniqueConstraint("mandate_id", name=op.f("uq_mandate_ending_mandate_id")),
    )
    with op.batch_alter_table("mandate_ending", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mandate_ending_ended_by_id"), ["ended_by_id"], unique=False)

    op.create_table(
        "likeness",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_likeness_contribution_id_contribution")
        ),
        sa.ForeignKeyConstraint(["other_id"], ["contribution.id"], name=op.f("fk_likeness_other_id_contribution")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_likeness")),
        sa.UniqueConstraint("contribution_id", "other_id", name=op.f("uq_likeness_contribution_id_other_id")),
    )
    with op.batch_alter_table("likeness", schema=None) as batch_op:
        batch_op.create_index("ix_likeness_nearest", ["contribution_id", "score"], unique=False)
        batch_op.create_index(batch_op.f("ix_likeness_other_id"), ["other_id"], unique=False)

    op.create_table(
        "contact_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("experience_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("byline", sa.String(length=500), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["experience_id"], ["experience.id"], name=op.f("fk_contact_request_experience_id_experience")
        ),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_contact_request_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contact_request_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_request")),
        sa.UniqueConstraint("experience_id", "person_id", name=op.f("uq_contact_request_experience_id_person_id")),
    )
    with op.batch_alter_table("contact_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_request_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_request_person_id"), ["person_id"], unique=False)

    op.drop_table("edition")
    with op.batch_alter_table("accreditation_proposal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("state", sa.String(length=40), nullable=False))
        batch_op.create_index(batch_op.f("ix_accreditation_proposal_state"), ["state"], unique=False)
        batch_op.create_index(
            "uq_accreditation_waits",
            ["city_id"],
            unique=True,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(
            "uq_assignment_holds",
            ["recommendation_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    with op.batch_alter_table("city", schema=None) as batch_op:
        batch_op.add_column(sa.Column("plain_name", sa.String(length=200), nullable=False))
        batch_op.add_column(sa.Column("population_source", sa.String(length=500), nullable=False))
        batch_op.add_column(sa.Column("active_at", sa.DateTime(), nullable=True))
        batch_op.create_index(batch_op.f("ix_city_active_at"), ["active_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_city_plain_name"), ["plain_name"], unique=False)

    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("thread_id", sa.Integer(), nullable=False))
        batch_op.add_column(sa.Column("answer_count", sa.Integer(), nullable=False))
        batch_op.drop_index(batch_op.f("ix_comment_subject"))
        batch_op.create_index("ix_comment_thread", ["subject_kind", "subject_id", "thread_id", "id"], unique=False)

    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.add_column(sa.Column("html", sa.JSON(), nullable=False))
        batch_op.add_column(sa.Column("words", sa.JSON(), nullable=False))
        batch_op.add_column(sa.Column("files", sa.JSON(), nullable=False))
        batch_op.add_column(sa.Column("saves", sa.Integer(), nullable=False))
        batch_op.add_column(sa.Column("closed", sa.Boolean(), nullable=False))
        batch_op.create_index(
            "ix_contribution_adopted", ["kind", "state", "adoption_count", "published_at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_contribution_discussed", ["kind", "state", "comment_count", "published_at", "id"], unique=False
        )

    with op.batch_alter_table("flag", schema=None) as batch_op:
        batch_op.add_column(sa.Column("author_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("city_id", sa.Integer(), nullable=True))
        batch_op.drop_index(batch_op.f("ix_flag_subject"))
        batch_op.create_unique_constraint(
            batch_op.f("uq_flag_subject_kind_subject_id_person_id"), ["subject_kind", "subject_id", "person_id"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_flag_city_id_city"), "city", ["city_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_flag_author_id_person"), "person", ["author_id"], ["id"])

    with op.batch_alter_table("forwarding", schema=None) as batch_op:
        batch_op.create_index(
            "uq_forwarding_waits",
            ["recommendation_id"],
            unique=True,
            sqlite_where=sa.text("state = 'prepared'"),
            postgresql_where=sa.text("state = 'prepared'"),
        )

    with op.batch_alter_table("mandate", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ended_at", sa.DateTime(), nullable=True))

    with op.batch_alter_table("moderation_decision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("city_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("title", sa.String(length=500), nullable=False))
        batch_op.create_foreign_key(batch_op.f("fk_moderation_decision_city_id_city"), "city", ["city_id"], ["id"])

    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.create_index("ix_notification_waiting", ["digested_at", "person_id"], unique=False)

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("notices", sa.String(length=40), nullable=False))
        batch_op.add_column(sa.Column("access_version", sa.Integer(), nullable=False))

    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("turn", sa.Integer(), nullable=False))

    with op.batch_alter_table("recommendation_move", schema=None) as batch_op:
        batch_op.add_column(sa.Column("on", sa.Date(), nullable=True))

    with op.batch_alter_table("sponsor", schema=None) as batch_op:
        batch_op.add_column(sa.Column("edit", sa.Integer(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("sponsor", schema=None) as batch_op:
        batch_op.drop_column("edit")

    with op.batch_alter_table("recommendation_move", schema=None) as batch_op:
        batch_op.drop_column("on")

    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.drop_column("turn")

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("access_version")
        batch_op.drop_column("notices")

    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.drop_index("ix_notification_waiting")

    with op.batch_alter_table("moderation_decision", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_moderation_decision_city_id_city"), type_="foreignkey")
        batch_op.drop_column("title")
        batch_op.drop_column("city_id")

    with op.batch_alter_table("mandate", schema=None) as batch_op:
        batch_op.drop_column("ended_at")

    with op.batch_alter_table("forwarding", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_forwarding_waits", sqlite_where=sa.text("state = 'prepared'"), postgresql_where=sa.text("state = 'prepared'")
        )

    with op.batch_alter_table("flag", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_flag_author_id_person"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_flag_city_id_city"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_flag_subject_kind_subject_id_person_id"), type_="unique")
        batch_op.create_index(batch_op.f("ix_flag_subject"), ["subject_kind", "subject_id"], unique=False)
        batch_op.drop_column("city_id")
        batch_op.drop_column("author_id")

    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.drop_index("ix_contribution_discussed")
        batch_op.drop_index("ix_contribution_adopted")
        batch_op.drop_column("closed")
        batch_op.drop_column("saves")
        batch_op.drop_column("files")
        batch_op.drop_column("words")
        batch_op.drop_column("html")

    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_index("ix_comment_thread")
        batch_op.create_index(batch_op.f("ix_comment_subject"), ["subject_kind", "subject_id", "id"], unique=False)
        batch_op.drop_column("answer_count")
        batch_op.drop_column("thread_id")

    with op.batch_alter_table("city", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_city_plain_name"))
        batch_op.drop_index(batch_op.f("ix_city_active_at"))
        batch_op.drop_column("active_at")
        batch_op.drop_column("population_source")
        batch_op.drop_column("plain_name")

    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_assignment_holds", sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")
        )

    with op.batch_alter_table("accreditation_proposal", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_accreditation_waits",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.drop_index(batch_op.f("ix_accreditation_proposal_state"))
        batch_op.drop_column("state")

    op.create_table(
        "edition",
        sa.Column("id", sa.INTEGER(), nullable=False),
        sa.Column("number", sa.INTEGER(), nullable=False),
        sa.Column("name", sa.VARCHAR(length=200), nullable=False),
        sa.Column("starts_on", sa.DATE(), nullable=False),
        sa.Column("ends_on", sa.DATE(), nullable=False),
        sa.Column("place", sa.VARCHAR(length=200), nullable=False),
        sa.Column("theme", sa.VARCHAR(length=500), nullable=False),
        sa.Column("outcome", sa.TEXT(), nullable=False),
        sa.Column("participation", sa.VARCHAR(length=500), nullable=False),
        sa.Column("sources", sa.VARCHAR(length=500), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("number", name=op.f("uq_edition_number")),
    )
    with op.batch_alter_table("contact_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_request_person_id"))
        batch_op.drop_index(batch_op.f("ix_contact_request_mandate_id"))

    op.drop_table("contact_request")
    with op.batch_alter_table("likeness", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_likeness_other_id"))
        batch_op.drop_index("ix_likeness_nearest")

    op.drop_table("likeness")
    with op.batch_alter_table("mandate_ending", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mandate_ending_ended_by_id"))

    op.drop_table("mandate_ending")
    with op.batch_alter_table("invited_observer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invited_observer_person_id"))
        batch_op.drop_index(batch_op.f("ix_invited_observer_invited_by_id"))

    op.drop_table("invited_observer")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_person_id"))
        batch_op.drop_index(batch_op.f("ix_invitation_mandate_id"))
        batch_op.drop_index(batch_op.f("ix_invitation_invited_by_id"))

    op.drop_table("invitation")
    op.drop_table("facet_count")
