"""What the review queue and the answer that comes back added."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "checklist_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_item")),
    )
    op.create_table(
        "kept_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_figure")),
        sa.UniqueConstraint("name", name=op.f("uq_kept_figure_name")),
    )
    op.create_table(
        "body_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("country_iso2", sa.String(length=2), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_body_member_body_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_member")),
        sa.UniqueConstraint("body_id", "name", name=op.f("uq_body_member_body_id_name")),
    )
    op.create_table(
        "addressee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_addressee_body_id_body")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_addressee_recommendation_id_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addressee")),
        sa.UniqueConstraint("recommendation_id", "body_id", name=op.f("uq_addressee_recommendation_id_body_id")),
    )
    with op.batch_alter_table("addressee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_addressee_body_id"), ["body_id"], unique=False)

    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["body_session.id"], name=op.f("fk_agenda_item_session_id_body_session")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("session_id", "position", name=op.f("uq_agenda_item_session_id_position")),
    )
    op.create_table(
        "ask",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("of_whom", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_ask_recommendation_id_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ask")),
        sa.UniqueConstraint("recommendation_id", "number", name=op.f("uq_ask_recommendation_id_number")),
    )
    op.create_table(
        "checklist_tick",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["checklist_item.id"], name=op.f("fk_checklist_tick_item_id_checklist_item")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_checklist_tick_person_id_person")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_checklist_tick_recommendation_id_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_tick")),
        sa.UniqueConstraint("recommendation_id", "item_id", name=op.f("uq_checklist_tick_recommendation_id_item_id")),
    )
    with op.batch_alter_table("checklist_tick", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_checklist_tick_person_id"), ["person_id"], unique=False)

    op.create_table(
        "declared_interest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=True),
        sa.Column("city_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["city_id"], ["city.id"], name=op.f("fk_declared_interest_city_id_city")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_declared_interest_person_id_person")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_declared_interest_recommendation_id_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declared_interest")),
    )
    with op.batch_alter_table("declared_interest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_declared_interest_city_id"), ["city_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_declared_interest_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_declared_interest_recommendation_id"), ["recommendation_id"], unique=False)

    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("granted_until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_extension_decided_by_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_extension_person_id_person")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_extension_recommendation_id_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_extension_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_extension_recommendation_id"), ["recommendation_id"], unique=False)

    op.create_table(
        "merger",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_merger_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_merger_person_id_person")),
        sa.ForeignKeyConstraint(["source_id"], ["recommendation.id"], name=op.f("fk_merger_source_id_recommendation")),
        sa.ForeignKeyConstraint(["target_id"], ["recommendation.id"], name=op.f("fk_merger_target_id_recommendation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merger")),
    )
    with op.batch_alter_table("merger", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_merger_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_merger_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_merger_source_id"), ["source_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_merger_target_id"), ["target_id"], unique=False)
        batch_op.create_index(
            "uq_merger_stands",
            ["source_id"],
            unique=True,
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        )

    op.create_table(
        "split_origin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["origin_id"], ["recommendation.id"], name=op.f("fk_split_origin_origin_id_recommendation")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_split_origin_recommendation_id_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_split_origin")),
        sa.UniqueConstraint("recommendation_id", "origin_id", name=op.f("uq_split_origin_recommendation_id_origin_id")),
    )
    with op.batch_alter_table("split_origin", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_split_origin_origin_id"), ["origin_id"], unique=False)

    op.create_table(
        "join_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("city_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("byline", sa.String(length=500), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("answer", sa.String(length=500), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["city_id"], ["city.id"], name=op.f("fk_join_request_city_id_city")),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_join_request_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_join_request_person_id_person")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_join_request_recommendation_id_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_request")),
    )
    with op.batch_alter_table("join_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_join_request_city_id"), ["city_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_join_request_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_join_request_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_join_request_recommendation_id"), ["recommendation_id"], unique=False)

    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_milestone_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_milestone_person_id_person")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_milestone_recommendation_id_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_milestone_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_milestone_recommendation_id"), ["recommendation_id"], unique=False)
        batch_op.create_index("ix_milestone_due", ["reached_on", "due_on", "recommendation_id"], unique=False)

    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("period_from", sa.Date(), nullable=True),
        sa.Column("period_to", sa.Date(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["about_id"], ["paper.id"], name=op.f("fk_paper_about_id_paper")),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_paper_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_paper_person_id_person")),
        sa.ForeignKeyConstraint(["session_id"], ["body_session.id"], name=op.f("fk_paper_session_id_body_session")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
    )
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_about_id"), ["about_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_session_id"), ["session_id"], unique=False)

    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("recommendation_ids", sa.JSON(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_publication_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["published_by_id"], ["person.id"], name=op.f("fk_publication_published_by_id_person")),
        sa.ForeignKeyConstraint(["sent_by_id"], ["person.id"], name=op.f("fk_publication_sent_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
    )
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_publication_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_publication_published_by_id"), ["published_by_id"], unique=False)

    op.create_table(
        "queue_tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_queue_tag_person_id_person")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_queue_tag_recommendation_id_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queue_tag")),
        sa.UniqueConstraint("recommendation_id", "word", name=op.f("uq_queue_tag_recommendation_id_word")),
    )
    with op.batch_alter_table("queue_tag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_queue_tag_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_queue_tag_word"), ["word"], unique=False)

    op.create_table(
        "recommendation_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(length=60), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_recommendation_term_recommendation_id_recommendation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation_term")),
        sa.UniqueConstraint("term", "recommendation_id", name=op.f("uq_recommendation_term_term_recommendation_id")),
    )
    with op.batch_alter_table("recommendation_term", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendation_term_recommendation_id"), ["recommendation_id"], unique=False)

    op.create_table(
        "recommendation_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("asks", sa.JSON(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("why_html", sa.Text(), nullable=False),
        sa.Column("costs", sa.Text(), nullable=False),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_recommendation_text_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_recommendation_text_person_id_person")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_recommendation_text_recommendation_id_recommendation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation_text")),
        sa.UniqueConstraint("recommendation_id", "language", name=op.f("uq_recommendation_text_recommendation_id_language")),
    )
    with op.batch_alter_table("recommendation_text", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendation_text_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_text_person_id"), ["person_id"], unique=False)

    op.create_table(
        "recommendation_theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_recommendation_theme_recommendation_id_recommendation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation_theme")),
        sa.UniqueConstraint("recommendation_id", "theme", name=op.f("uq_recommendation_theme_recommendation_id_theme")),
    )
    with op.batch_alter_table("recommendation_theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendation_theme_theme"), ["theme"], unique=False)

    op.create_table(
        "return_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("answer_due_on", sa.Date(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_return_round_recommendation_id_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_round")),
        sa.UniqueConstraint("recommendation_id", "round", name=op.f("uq_return_round_recommendation_id_round")),
    )
    op.create_table(
        "review_undo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_review_undo_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_review_undo_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_undo")),
    )
    with op.batch_alter_table("review_undo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_undo_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_undo_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_undo_person_id"), ["person_id"], unique=False)

    op.create_table(
        "wording_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("edit", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("answer", sa.String(length=500), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_byline", sa.String(length=500), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_wording_proposal_decided_by_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_wording_proposal_person_id_person")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_wording_proposal_recommendation_id_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording_proposal")),
    )
    with op.batch_alter_table("wording_proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wording_proposal_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wording_proposal_recommendation_id"), ["recommendation_id"], unique=False)

    op.create_table(
        "paper_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=500), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_paper_file_paper_id_paper")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_file")),
        sa.UniqueConstraint("paper_id", "format", name=op.f("uq_paper_file_paper_id_format")),
    )
    with op.batch_alter_table("paper_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_file_state"), ["state"], unique=False)

    op.create_table(
        "path",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("forwarding_id", sa.Integer(), nullable=True),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("cover_note", sa.Text(), nullable=False),
        sa.Column("languages", sa.String(length=80), nullable=False),
        sa.Column("forwarded_at", sa.DateTime(), nullable=True),
        sa.Column("considered_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agenda_item_id"], ["agenda_item.id"], name=op.f("fk_path_agenda_item_id_agenda_item")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_path_body_id_body")),
        sa.ForeignKeyConstraint(["forwarding_id"], ["forwarding.id"], name=op.f("fk_path_forwarding_id_forwarding")),
        sa.ForeignKeyConstraint(["parent_id"], ["path.id"], name=op.f("fk_path_parent_id_path")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_path_recommendation_id_recommendation")
        ),
        sa.ForeignKeyConstraint(["session_id"], ["body_session.id"], name=op.f("fk_path_session_id_body_session")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_path")),
    )
    with op.batch_alter_table("path", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_path_agenda_item_id"), ["agenda_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_path_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_path_forwarding_id"), ["forwarding_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_path_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_path_recommendation_id"), ["recommendation_id"], unique=False)
        batch_op.create_index("ix_path_session", ["session_id", "stage"], unique=False)
        batch_op.create_index("ix_path_considered", ["considered_on", "recommendation_id"], unique=False)

    op.create_table(
        "pending_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("answer_due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("prepared_by_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_pending_decision_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["prepared_by_id"], ["person.id"], name=op.f("fk_pending_decision_prepared_by_id_person")),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publication.id"], name=op.f("fk_pending_decision_publication_id_publication")
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_pending_decision_recommendation_id_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_decision")),
    )
    with op.batch_alter_table("pending_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pending_decision_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pending_decision_prepared_by_id"), ["prepared_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pending_decision_publication_id"), ["publication_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pending_decision_recommendation_id"), ["recommendation_id"], unique=False)
        batch_op.create_index(
            "uq_pending_decision_waits",
            ["recommendation_id"],
            unique=True,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "body_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("path_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_byline", sa.String(length=500), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name=op.f("fk_body_question_answered_by_id_person")),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_body_question_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["member_id"], ["body_member.id"], name=op.f("fk_body_question_member_id_body_member")),
        sa.ForeignKeyConstraint(["path_id"], ["path.id"], name=op.f("fk_body_question_path_id_path")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_body_question_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_question")),
    )
    with op.batch_alter_table("body_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_body_question_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_body_question_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_body_question_path_id"), ["path_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_body_question_person_id"), ["person_id"], unique=False)

    op.create_table(
        "path_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("path_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("symbol", sa.String(length=500), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["path_id"], ["path.id"], name=op.f("fk_path_document_path_id_path")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_path_document_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_path_document")),
    )
    with op.batch_alter_table("path_document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_path_document_path_id"), ["path_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_path_document_person_id"), ["person_id"], unique=False)

    op.create_table(
        "path_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("path_id", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("target", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("from_session_id", sa.Integer(), nullable=True),
        sa.Column("to_session_id", sa.Integer(), nullable=True),
        sa.Column("to_path_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["from_session_id"], ["body_session.id"], name=op.f("fk_path_move_from_session_id_body_session")
        ),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_path_move_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["path_id"], ["path.id"], name=op.f("fk_path_move_path_id_path")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_path_move_person_id_person")),
        sa.ForeignKeyConstraint(["to_path_id"], ["path.id"], name=op.f("fk_path_move_to_path_id_path")),
        sa.ForeignKeyConstraint(
            ["to_session_id"], ["body_session.id"], name=op.f("fk_path_move_to_session_id_body_session")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_path_move")),
    )
    with op.batch_alter_table("path_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_path_move_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_path_move_path_id"), ["path_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_path_move_person_id"), ["person_id"], unique=False)

    op.create_table(
        "position",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("path_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("stance", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_position_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["member_id"], ["body_member.id"], name=op.f("fk_position_member_id_body_member")),
        sa.ForeignKeyConstraint(["path_id"], ["path.id"], name=op.f("fk_position_path_id_path")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_position_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_position")),
    )
    with op.batch_alter_table("position", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_position_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_position_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_position_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_position_stands",
            ["path_id", "member_id"],
            unique=True,
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        )

    op.create_table(
        "undertaking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("city_id", sa.Integer(), nullable=False),
        sa.Column("experience_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("byline", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["city_id"], ["city.id"], name=op.f("fk_undertaking_city_id_city")),
        sa.ForeignKeyConstraint(["experience_id"], ["experience.id"], name=op.f("fk_undertaking_experience_id_experience")),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_undertaking_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_undertaking_person_id_person")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_undertaking_recommendation_id_recommendation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undertaking")),
    )
    with op.batch_alter_table("undertaking", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_undertaking_city_id"), ["city_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_undertaking_experience_id"), ["experience_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_undertaking_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_undertaking_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_undertaking_recommendation_id"), ["recommendation_id"], unique=False)

    op.create_table(
        "wording_suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("path_id", sa.Integer(), nullable=False),
        sa.Column("ask_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["ask_id"], ["ask.id"], name=op.f("fk_wording_suggestion_ask_id_ask")),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_wording_suggestion_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["member_id"], ["body_member.id"], name=op.f("fk_wording_suggestion_member_id_body_member")),
        sa.ForeignKeyConstraint(["path_id"], ["path.id"], name=op.f("fk_wording_suggestion_path_id_path")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_wording_suggestion_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording_suggestion")),
    )
    with op.batch_alter_table("wording_suggestion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wording_suggestion_ask_id"), ["ask_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wording_suggestion_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wording_suggestion_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wording_suggestion_path_id"), ["path_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wording_suggestion_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("told_on", sa.Date(), nullable=True))

    with op.batch_alter_table("body", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parent_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("sponsor_threshold", sa.Integer(), server_default="1", nullable=False))
        batch_op.create_index(batch_op.f("ix_body_parent_id"), ["parent_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_body_parent_id_body"), "body", ["parent_id"], ["id"])

    with op.batch_alter_table("body_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("changed_at", sa.DateTime(), nullable=True))
        batch_op.create_index(batch_op.f("ix_body_session_starts_on"), ["starts_on"], unique=False)

    with op.batch_alter_table("disposition", schema=None) as batch_op:
        batch_op.add_column(sa.Column("path_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("ask_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("url", sa.String(length=500), server_default="", nullable=False))
        batch_op.add_column(sa.Column("reason", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("to_path_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("to_session_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("superseded_at", sa.DateTime(), nullable=True))
        batch_op.create_index("ix_disposition_day", ["decided_on", "recommendation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_disposition_to_path_id"), ["to_path_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_disposition_to_path_id_path"), "path", ["to_path_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_disposition_to_session_id_body_session"), "body_session", ["to_session_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_disposition_ask_id"), ["ask_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_disposition_path_id"), ["path_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_disposition_path_id_path"), "path", ["path_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_disposition_ask_id_ask"), "ask", ["ask_id"], ["id"])

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("indicator", sa.String(length=60), server_default="", nullable=False))
        batch_op.add_column(sa.Column("city_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_evidence_city_id"), ["city_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_indicator"), ["indicator"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_evidence_city_id_city"), "city", ["city_id"], ["id"])

    with op.batch_alter_table("export", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_export_state"), ["state"], unique=False)

    with op.batch_alter_table("follow_up_report", schema=None) as batch_op:
        batch_op.add_column(sa.Column("milestone_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_follow_up_report_milestone_id"), ["milestone_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_follow_up_report_milestone_id_milestone"), "milestone", ["milestone_id"], ["id"]
        )

    with op.batch_alter_table("outbox_mail", schema=None) as batch_op:
        batch_op.add_column(sa.Column("publication_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_outbox_mail_publication_id"), ["publication_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_outbox_mail_publication_id_publication"), "publication", ["publication_id"], ["id"]
        )

    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("costs", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("costs_html", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("split_from_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("review_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("review_told_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("assignee_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("prepared", sa.String(length=40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("decided", sa.String(length=40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("year", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_index(batch_op.f("ix_recommendation_assignee_id"), ["assignee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_index("ix_recommendation_public", ["public_at", "id"], unique=False)
        batch_op.create_index("ix_recommendation_newest", ["created_at", "id"], unique=False)
        batch_op.create_index("ix_recommendation_kinds", ["stage", "body_id", "lead_city_id", "public_at"], unique=False)
        batch_op.create_index(
            "ix_recommendation_queue", ["stage", "due_on", "id", "assignee_id", "prepared", "review_on"], unique=False
        )
        batch_op.create_index("ix_recommendation_came", ["stage", "submitted_at", "id"], unique=False)
        batch_op.create_index("ix_recommendation_tracked", ["stage", "public_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_review_on"), ["review_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_split_from_id"), ["split_from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_year"), ["year"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_recommendation_split_from_id_recommendation"), "recommendation", ["split_from_id"], ["id"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_recommendation_assignee_id_person"), "person", ["assignee_id"], ["id"])

    with op.batch_alter_table("recommendation_move", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seconds", sa.Integer(), nullable=True))
        batch_op.create_index("ix_recommendation_move_reached", ["target", "at", "recommendation_id"], unique=False)

    with op.batch_alter_table("return_point", schema=None) as batch_op:
        batch_op.add_column(sa.Column("field", sa.String(length=40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("settled_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("settled_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_return_point_settled_by_id_person"), "person", ["settled_by_id"], ["id"])

    with op.batch_alter_table("review_note", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mentioned", sa.JSON(), server_default="[]", nullable=False))

    with op.batch_alter_table("sponsor", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reason", sa.String(length=500), server_default="", nullable=False))
        batch_op.add_column(sa.Column("merged_from_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("agreed_once", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_index(batch_op.f("ix_sponsor_merged_from_id"), ["merged_from_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_sponsor_merged_from_id_recommendation"), "recommendation", ["merged_from_id"], ["id"]
        )

    _keep_what_stood()
    op.execute("DELETE FROM search_document")  # written anew at the next start, with the answers of bodies
    with op.batch_alter_table("disposition", schema=None) as batch_op:
        batch_op.alter_column("path_id", existing_type=sa.Integer(), nullable=False)

    with op.batch_alter_table("forwarding", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_forwarding_session_id_body_session"), type_="foreignkey")
        batch_op.drop_column("session_id")


def _keep_what_stood() -> None:
    """Every recommendation asks one thing of one body; a forwarding is a path; the queue finds who screens it until when."""
    for statement in STATEMENTS:
        op.execute(statement)
    _time_in_stages(op.get_bind())


STAGE_OF_PATH = (
    "CASE WHEN f.state = 'prepared' THEN 'prepared' WHEN f.state = 'sent-back' THEN 'dropped'"
    " WHEN r.stage = 'forwarded' THEN 'forwarded' WHEN r.stage = 'considered' THEN 'considered' ELSE 'answered' END"
)
CONSIDERED = "(SELECT max(m.\"on\") FROM recommendation_move m WHERE m.recommendation_id = r.id AND m.move = 'consider')"
ANSWERED = "(SELECT max(d.decided_on) FROM disposition d WHERE d.recommendation_id = r.id)"
HOLDS = "FROM assignment a WHERE a.recommendation_id = recommendation.id AND a.ended_at IS NULL"
STATEMENTS = (
    "UPDATE sponsor SET agreed_once = (state = 'agreed')",
    "INSERT INTO addressee (recommendation_id, body_id, position) SELECT id, body_id, 1 FROM recommendation",
    "INSERT INTO ask (recommendation_id, number, verb, text, html, of_whom)"
    " SELECT id, 1, '', asked, asked_html, '' FROM recommendation",
    "INSERT INTO path (recommendation_id, body_id, session_id, forwarding_id, stage, turn, cover_note, languages,"
    " forwarded_at, considered_on, answered_on)"
    f" SELECT r.id, r.body_id, f.session_id, f.id, {STAGE_OF_PATH}, 1, f.cover_note, r.language,"
    f" CASE WHEN f.state = 'confirmed' THEN r.public_at END, CASE WHEN f.state = 'confirmed' THEN {CONSIDERED} END,"
    f" CASE WHEN f.state = 'confirmed' THEN {ANSWERED} END"
    " FROM forwarding f JOIN recommendation r ON r.id = f.recommendation_id WHERE f.kind = 'forward'",
    'INSERT INTO path_move (path_id, move, source, target, person_id, mandate_id, at, "on", note)'
    " SELECT p.id, CASE m.move WHEN 'confirm_forwarding' THEN 'forward' WHEN 'consider' THEN 'consider' ELSE 'answer' END,"
    " CASE m.move WHEN 'confirm_forwarding' THEN 'prepared' WHEN 'consider' THEN 'forwarded' ELSE 'considered' END,"
    " CASE m.move WHEN 'confirm_forwarding' THEN 'forwarded' WHEN 'consider' THEN 'considered' ELSE 'answered' END,"
    " m.person_id, m.mandate_id, m.at, m.\"on\", ''"
    " FROM recommendation_move m JOIN path p ON p.recommendation_id = m.recommendation_id AND p.forwarded_at IS NOT NULL"
    " WHERE m.move IN ('confirm_forwarding', 'consider', 'dispose') ORDER BY m.id",
    "UPDATE disposition SET path_id = (SELECT max(p.id) FROM path p"
    " WHERE p.recommendation_id = disposition.recommendation_id AND p.stage <> 'dropped')",
    f"UPDATE recommendation SET assignee_id = (SELECT a.assignee_id {HOLDS}), due_on = (SELECT a.due_on {HOLDS})",
    "UPDATE recommendation SET prepared = coalesce((SELECT max(f.kind) FROM forwarding f"
    " WHERE f.recommendation_id = recommendation.id AND f.state = 'prepared'), '')",
    "UPDATE forwarding SET cover_note = '' WHERE kind = 'forward'",
)


def _time_in_stages(connection: sa.Connection) -> None:
    """How long each recommendation stood where it moved from, and the year in which it was submitted."""
    rows = connection.execute(
        sa.text(
            "SELECT m.id, m.recommendation_id, m.at, r.created_at FROM recommendation_move m"
            " JOIN recommendation r ON r.id = m.recommendation_id ORDER BY m.recommendation_id, m.id"
        ).columns(id=sa.Integer, recommendation_id=sa.Integer, at=sa.DateTime, created_at=sa.DateTime)
    ).all()
    before = (0, None)
    for row in rows:
        since = before[1] if before[0] == row.recommendation_id else row.created_at
        connection.execute(
            sa.text("UPDATE recommendation_move SET seconds = :seconds WHERE id = :id"),
            {"id": row.id, "seconds": max(0, int((row.at - since).total_seconds()))},
        )
        before = (row.recommendation_id, row.at)
    submitted = sa.text("SELECT id, submitted_at FROM recommendation WHERE submitted_at IS NOT NULL")
    for row in connection.execute(submitted.columns(id=sa.Integer, submitted_at=sa.DateTime)).all():
        connection.execute(
            sa.text("UPDATE recommendation SET year = :year WHERE id = :id"), {"id": row.id, "year": row.submitted_at.year}
        )


def downgrade() -> None:
    with op.batch_alter_table("forwarding", schema=None) as batch_op:
        batch_op.add_column(sa.Column("session_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_forwarding_session_id_body_session"), "body_session", ["session_id"], ["id"]
        )
    newest = "(SELECT {} FROM path p WHERE p.forwarding_id = forwarding.id AND p.parent_id IS NULL AND p.body_id ="
    newest += " (SELECT r.body_id FROM recommendation r WHERE r.id = forwarding.recommendation_id))"
    op.execute(f"UPDATE forwarding SET session_id = {newest.format('max(p.session_id)')} WHERE kind = 'forward'")
    op.execute(
        f"UPDATE forwarding SET cover_note = coalesce({newest.format('max(p.cover_note)')}, '') WHERE kind = 'forward'"
    )

    with op.batch_alter_table("sponsor", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_sponsor_merged_from_id_recommendation"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_sponsor_merged_from_id"))
        batch_op.drop_column("agreed_once")
        batch_op.drop_column("merged_from_id")
        batch_op.drop_column("reason")

    with op.batch_alter_table("review_note", schema=None) as batch_op:
        batch_op.drop_column("mentioned")

    with op.batch_alter_table("return_point", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_return_point_settled_by_id_person"), type_="foreignkey")
        batch_op.drop_column("settled_by_id")
        batch_op.drop_column("settled_at")
        batch_op.drop_column("field")

    with op.batch_alter_table("recommendation_move", schema=None) as batch_op:
        batch_op.drop_index("ix_recommendation_move_reached")
        batch_op.drop_column("seconds")

    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_column("told_on")

    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_recommendation_assignee_id_person"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_recommendation_split_from_id_recommendation"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_recommendation_year"))
        batch_op.drop_index(batch_op.f("ix_recommendation_split_from_id"))
        batch_op.drop_index(batch_op.f("ix_recommendation_review_on"))
        batch_op.drop_index("ix_recommendation_tracked")
        batch_op.drop_index("ix_recommendation_came")
        batch_op.drop_index("ix_recommendation_queue")
        batch_op.drop_index("ix_recommendation_kinds")
        batch_op.drop_index("ix_recommendation_newest")
        batch_op.drop_index("ix_recommendation_public")
        batch_op.drop_index(batch_op.f("ix_recommendation_merged_into_id"))
        batch_op.drop_index(batch_op.f("ix_recommendation_assignee_id"))
        batch_op.drop_column("year")
        batch_op.drop_column("decided")
        batch_op.drop_column("prepared")
        batch_op.drop_column("due_on")
        batch_op.drop_column("assignee_id")
        batch_op.drop_column("review_told_on")
        batch_op.drop_column("review_on")
        batch_op.drop_column("split_from_id")
        batch_op.drop_column("costs_html")
        batch_op.drop_column("costs")

    with op.batch_alter_table("outbox_mail", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_outbox_mail_publication_id_publication"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_outbox_mail_publication_id"))
        batch_op.drop_column("publication_id")

    with op.batch_alter_table("follow_up_report", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_follow_up_report_milestone_id_milestone"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_follow_up_report_milestone_id"))
        batch_op.drop_column("milestone_id")

    with op.batch_alter_table("export", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_export_state"))

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_evidence_city_id_city"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_evidence_indicator"))
        batch_op.drop_index(batch_op.f("ix_evidence_city_id"))
        batch_op.drop_column("city_id")
        batch_op.drop_column("indicator")

    with op.batch_alter_table("disposition", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_disposition_ask_id_ask"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_disposition_path_id_path"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_disposition_path_id"))
        batch_op.drop_index(batch_op.f("ix_disposition_ask_id"))
        batch_op.drop_constraint(batch_op.f("fk_disposition_to_session_id_body_session"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_disposition_to_path_id_path"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_disposition_to_path_id"))
        batch_op.drop_index("ix_disposition_day")
        batch_op.drop_column("superseded_at")
        batch_op.drop_column("to_session_id")
        batch_op.drop_column("to_path_id")
        batch_op.drop_column("reason")
        batch_op.drop_column("url")
        batch_op.drop_column("ask_id")
        batch_op.drop_column("path_id")

    with op.batch_alter_table("body_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_body_session_starts_on"))
        batch_op.drop_column("changed_at")

    with op.batch_alter_table("body", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_body_parent_id_body"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_body_parent_id"))
        batch_op.drop_column("sponsor_threshold")
        batch_op.drop_column("parent_id")

    with op.batch_alter_table("wording_suggestion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wording_suggestion_person_id"))
        batch_op.drop_index(batch_op.f("ix_wording_suggestion_path_id"))
        batch_op.drop_index(batch_op.f("ix_wording_suggestion_member_id"))
        batch_op.drop_index(batch_op.f("ix_wording_suggestion_mandate_id"))
        batch_op.drop_index(batch_op.f("ix_wording_suggestion_ask_id"))

    op.drop_table("wording_suggestion")
    with op.batch_alter_table("undertaking", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_undertaking_recommendation_id"))
        batch_op.drop_index(batch_op.f("ix_undertaking_person_id"))
        batch_op.drop_index(batch_op.f("ix_undertaking_mandate_id"))
        batch_op.drop_index(batch_op.f("ix_undertaking_experience_id"))
        batch_op.drop_index(batch_op.f("ix_undertaking_city_id"))

    op.drop_table("undertaking")
    with op.batch_alter_table("position", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_position_stands",
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_position_person_id"))
        batch_op.drop_index(batch_op.f("ix_position_member_id"))
        batch_op.drop_index(batch_op.f("ix_position_mandate_id"))

    op.drop_table("position")
    with op.batch_alter_table("path_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_path_move_person_id"))
        batch_op.drop_index(batch_op.f("ix_path_move_path_id"))
        batch_op.drop_index(batch_op.f("ix_path_move_mandate_id"))

    op.drop_table("path_move")
    with op.batch_alter_table("path_document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_path_document_person_id"))
        batch_op.drop_index(batch_op.f("ix_path_document_path_id"))

    op.drop_table("path_document")
    with op.batch_alter_table("body_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_body_question_person_id"))
        batch_op.drop_index(batch_op.f("ix_body_question_path_id"))
        batch_op.drop_index(batch_op.f("ix_body_question_member_id"))
        batch_op.drop_index(batch_op.f("ix_body_question_mandate_id"))

    op.drop_table("body_question")
    with op.batch_alter_table("pending_decision", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_pending_decision_waits",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.drop_index(batch_op.f("ix_pending_decision_recommendation_id"))
        batch_op.drop_index(batch_op.f("ix_pending_decision_publication_id"))
        batch_op.drop_index(batch_op.f("ix_pending_decision_prepared_by_id"))
        batch_op.drop_index(batch_op.f("ix_pending_decision_mandate_id"))

    op.drop_table("pending_decision")
    with op.batch_alter_table("path", schema=None) as batch_op:
        batch_op.drop_index("ix_path_considered")
        batch_op.drop_index("ix_path_session")
        batch_op.drop_index(batch_op.f("ix_path_recommendation_id"))
        batch_op.drop_index(batch_op.f("ix_path_parent_id"))
        batch_op.drop_index(batch_op.f("ix_path_forwarding_id"))
        batch_op.drop_index(batch_op.f("ix_path_body_id"))
        batch_op.drop_index(batch_op.f("ix_path_agenda_item_id"))

    op.drop_table("path")
    with op.batch_alter_table("paper_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_file_state"))

    op.drop_table("paper_file")
    with op.batch_alter_table("wording_proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wording_proposal_recommendation_id"))
        batch_op.drop_index(batch_op.f("ix_wording_proposal_person_id"))

    op.drop_table("wording_proposal")
    with op.batch_alter_table("review_undo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_undo_person_id"))
        batch_op.drop_index(batch_op.f("ix_review_undo_mandate_id"))
        batch_op.drop_index(batch_op.f("ix_review_undo_expires_at"))

    op.drop_table("review_undo")
    op.drop_table("return_round")
    with op.batch_alter_table("recommendation_theme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommendation_theme_theme"))

    op.drop_table("recommendation_theme")
    with op.batch_alter_table("recommendation_text", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommendation_text_person_id"))
        batch_op.drop_index(batch_op.f("ix_recommendation_text_mandate_id"))

    op.drop_table("recommendation_text")
    with op.batch_alter_table("recommendation_term", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommendation_term_recommendation_id"))

    op.drop_table("recommendation_term")
    with op.batch_alter_table("queue_tag", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_queue_tag_word"))
        batch_op.drop_index(batch_op.f("ix_queue_tag_person_id"))

    op.drop_table("queue_tag")
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publication_published_by_id"))
        batch_op.drop_index(batch_op.f("ix_publication_mandate_id"))

    op.drop_table("publication")
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_session_id"))
        batch_op.drop_index(batch_op.f("ix_paper_person_id"))
        batch_op.drop_index(batch_op.f("ix_paper_mandate_id"))
        batch_op.drop_index(batch_op.f("ix_paper_about_id"))

    op.drop_table("paper")
    with op.batch_alter_table("join_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_join_request_recommendation_id"))
        batch_op.drop_index(batch_op.f("ix_join_request_person_id"))
        batch_op.drop_index(batch_op.f("ix_join_request_mandate_id"))
        batch_op.drop_index(batch_op.f("ix_join_request_city_id"))

    op.drop_table("join_request")
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.drop_index("ix_milestone_due")
        batch_op.drop_index(batch_op.f("ix_milestone_recommendation_id"))
        batch_op.drop_index(batch_op.f("ix_milestone_person_id"))
        batch_op.drop_index(batch_op.f("ix_milestone_mandate_id"))

    op.drop_table("milestone")
    with op.batch_alter_table("split_origin", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_split_origin_origin_id"))

    op.drop_table("split_origin")
    with op.batch_alter_table("merger", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_merger_stands",
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_merger_target_id"))
        batch_op.drop_index(batch_op.f("ix_merger_source_id"))
        batch_op.drop_index(batch_op.f("ix_merger_person_id"))
        batch_op.drop_index(batch_op.f("ix_merger_mandate_id"))

    op.drop_table("merger")
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_extension_recommendation_id"))
        batch_op.drop_index(batch_op.f("ix_extension_person_id"))

    op.drop_table("extension")
    with op.batch_alter_table("declared_interest", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_declared_interest_recommendation_id"))
        batch_op.drop_index(batch_op.f("ix_declared_interest_person_id"))
        batch_op.drop_index(batch_op.f("ix_declared_interest_city_id"))

    op.drop_table("declared_interest")
    with op.batch_alter_table("checklist_tick", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_checklist_tick_person_id"))

    op.drop_table("checklist_tick")
    op.drop_table("ask")
    op.drop_table("agenda_item")
    with op.batch_alter_table("addressee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_addressee_body_id"))

    op.drop_table("addressee")
    op.drop_table("body_member")
    op.drop_table("kept_figure")
    op.drop_table("checklist_item")
