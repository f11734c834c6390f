"""What signatures that stand up need: the register, passkeys, intents, contests, objections, exports."""

import datetime as dt
import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

REGISTER = ("register_entry", "register_node", "tree_head", "site_key")
REFUSAL = "the register is append-only"


def upgrade() -> None:
    op.create_table(
        "register_node",
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("level", "position", name=op.f("pk_register_node")),
    )
    op.create_table(
        "site_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.String(length=64), nullable=False),
        sa.Column("public", sa.String(length=64), nullable=False),
        sa.Column("register_index", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_key")),
        sa.UniqueConstraint("key_id", name=op.f("uq_site_key_key_id")),
    )
    op.create_table(
        "tree_head",
        sa.Column("size", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("time", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("size", name=op.f("pk_tree_head")),
    )
    op.create_table(
        "factor_recovery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("agreed_by_id", sa.Integer(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(), nullable=True),
        sa.Column("ready_at", sa.DateTime(), nullable=True),
        sa.Column("stopped_by_id", sa.Integer(), nullable=True),
        sa.Column("stopped_at", sa.DateTime(), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["agreed_by_id"], ["person.id"], name=op.f("fk_factor_recovery_agreed_by_id_person")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_factor_recovery_asked_by_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_factor_recovery_person_id_person")),
        sa.ForeignKeyConstraint(["stopped_by_id"], ["person.id"], name=op.f("fk_factor_recovery_stopped_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_factor_recovery")),
    )
    with op.batch_alter_table("factor_recovery", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_factor_recovery_agreed_by_id"), ["agreed_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_factor_recovery_asked_by_id"), ["asked_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_factor_recovery_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_factor_recovery_stopped_by_id"), ["stopped_by_id"], unique=False)

    op.create_table(
        "passkey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.String(length=400), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("transports", sa.JSON(), nullable=False),
        sa.Column("backed_up", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("last_used_at", sa.DateTime(), nullable=True),
        sa.Column("counter_fell_at", sa.DateTime(), nullable=True),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_passkey_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    with op.batch_alter_table("passkey", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passkey_person_id"), ["person_id"], unique=False)

    op.create_table(
        "passkey_challenge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("challenge", sa.String(length=100), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_passkey_challenge_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey_challenge")),
        sa.UniqueConstraint("challenge", name=op.f("uq_passkey_challenge_challenge")),
    )
    with op.batch_alter_table("passkey_challenge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passkey_challenge_person_id"), ["person_id"], unique=False)

    op.create_table(
        "passkey_enrolment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("passkey_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("register_index", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_passkey_enrolment_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["passkey_id"], ["passkey.id"], name=op.f("fk_passkey_enrolment_passkey_id_passkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey_enrolment")),
        sa.UniqueConstraint("passkey_id", "mandate_id", name=op.f("uq_passkey_enrolment_passkey_id_mandate_id")),
    )
    with op.batch_alter_table("passkey_enrolment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passkey_enrolment_mandate_id"), ["mandate_id"], unique=False)

    op.create_table(
        "register_entry",
        sa.Column("index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("leaf", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("key_id", sa.String(length=400), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_register_entry_declaration_id_declaration")
        ),
        sa.PrimaryKeyConstraint("index", name=op.f("pk_register_entry")),
        sa.UniqueConstraint("leaf", name=op.f("uq_register_entry_leaf")),
        sa.UniqueConstraint("nonce", name=op.f("uq_register_entry_nonce")),
        sa.UniqueConstraint("prev", name=op.f("uq_register_entry_prev")),
    )
    with op.batch_alter_table("register_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_entry_declaration_id"), ["declaration_id"], unique=False)
        batch_op.create_index("ix_register_entry_kind", ["kind", "index"], unique=False)

    op.create_table(
        "registered_act",
        sa.Column("index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("city_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("about", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["city_id"], ["city.id"], name=op.f("fk_registered_act_city_id_city")),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_registered_act_declaration_id_declaration")
        ),
        sa.ForeignKeyConstraint(["index"], ["register_entry.index"], name=op.f("fk_registered_act_index_register_entry")),
        sa.PrimaryKeyConstraint("index", name=op.f("pk_registered_act")),
    )
    with op.batch_alter_table("registered_act", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_registered_act_about"), ["about"], unique=False)
        batch_op.create_index(batch_op.f("ix_registered_act_at"), ["at"], unique=False)
        for name in ("declaration", "city"):
            batch_op.create_index(f"ix_registered_act_{name}", [f"{name}_id", "index"], unique=False)
        for name in ("kind", "method"):
            batch_op.create_index(f"ix_registered_act_{name}", [name, "index"], unique=False)

    op.create_table(
        "export",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(length=40), nullable=False),
        sa.Column("variant", sa.String(length=40), nullable=False),
        sa.Column("languages", sa.String(length=40), nullable=False),
        sa.Column("register_size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=500), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["declaration_id"], ["declaration.id"], name=op.f("fk_export_declaration_id_declaration")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_export_version_id_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export")),
        sa.UniqueConstraint(
            "version_id",
            "format",
            "variant",
            "languages",
            "register_size",
            name=op.f("uq_export_version_id_format_variant_languages_register_size"),
        ),
    )
    with op.batch_alter_table("export", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_export_declaration_id"), ["declaration_id"], unique=False)

    op.create_table(
        "objection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("city_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("byline", sa.String(length=500), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("register_index", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["city_id"], ["city.id"], name=op.f("fk_objection_city_id_city")),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_objection_declaration_id_declaration")
        ),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_objection_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_objection_person_id_person")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_objection_version_id_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
        sa.UniqueConstraint("version_id", "city_id", name=op.f("uq_objection_version_id_city_id")),
    )
    with op.batch_alter_table("objection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_objection_city_id"), ["city_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_objection_declaration_id"), ["declaration_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_objection_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_objection_person_id"), ["person_id"], unique=False)

    op.create_table(
        "signing_intent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("reservation", sa.Text(), nullable=False),
        sa.Column("reserved_clauses", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_signing_intent_declaration_id_declaration")
        ),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_signing_intent_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signing_intent_person_id_person")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_signing_intent_version_id_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_intent")),
        sa.UniqueConstraint("nonce", name=op.f("uq_signing_intent_nonce")),
    )
    with op.batch_alter_table("signing_intent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signing_intent_declaration_id"), ["declaration_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signing_intent_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signing_intent_person_id"), ["person_id"], unique=False)

    op.create_table(
        "signature_contest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("signature_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("contests", sa.Integer(), nullable=True),
        sa.Column("city_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("register_index", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("finding", sa.String(length=40), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["city_id"], ["city.id"], name=op.f("fk_signature_contest_city_id_city")),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_signature_contest_declaration_id_declaration")
        ),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name=op.f("fk_signature_contest_mandate_id_mandate")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signature_contest_person_id_person")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["person.id"], name=op.f("fk_signature_contest_proposed_by_id_person")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["person.id"], name=op.f("fk_signature_contest_settled_by_id_person")),
        sa.ForeignKeyConstraint(
            ["signature_id"], ["signature.id"], name=op.f("fk_signature_contest_signature_id_signature")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature_contest")),
        sa.UniqueConstraint("act", "act_id", name=op.f("uq_signature_contest_act_act_id")),
        sa.UniqueConstraint("contests", name=op.f("uq_signature_contest_contests")),
    )
    with op.batch_alter_table("signature_contest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signature_contest_city_id"), ["city_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signature_contest_declaration_id"), ["declaration_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signature_contest_mandate_id"), ["mandate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signature_contest_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signature_contest_proposed_by_id"), ["proposed_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signature_contest_settled_by_id"), ["settled_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signature_contest_signature_id"), ["signature_id"], unique=False)

    with op.batch_alter_table("mandate", schema=None) as batch_op:
        batch_op.add_column(sa.Column("scope", sa.String(length=500), server_default="", nullable=False))

    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.add_column(sa.Column("key_id", sa.String(length=400), server_default="", nullable=False))
        batch_op.add_column(sa.Column("register_index", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("delegation", sa.String(length=500), server_default="", nullable=False))
        batch_op.create_unique_constraint(batch_op.f("uq_signature_register_index"), ["register_index"])

    with op.batch_alter_table("signature_withdrawal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("method", sa.String(length=40), server_default="password", nullable=False))
        batch_op.add_column(sa.Column("register_index", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("noted", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_unique_constraint(batch_op.f("uq_signature_withdrawal_register_index"), ["register_index"])

    with op.batch_alter_table("signing_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("remark", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("reservation", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("reserved_clauses", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("register_index", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("void_at", sa.DateTime(), nullable=True))

    with op.batch_alter_table("version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("manifest", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("manifest_sha256", sa.String(length=64), server_default="", nullable=False))
        batch_op.add_column(sa.Column("objections_until", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("objected_at", sa.DateTime(), nullable=True))

    _refuse_changes()
    _add_manifests()
    _count_anew()


def _refuse_changes() -> None:
    """What stands in the register is neither changed nor removed, whoever asks."""
    if op.get_bind().dialect.name == "sqlite":
        for table in REGISTER:
            for what in ("update", "delete"):
                op.execute(
                    f"CREATE TRIGGER {table}_refuses_{what} BEFORE {what} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
                )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION register_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    for table in REGISTER:
        op.execute(
            f"CREATE TRIGGER {table}_refuses BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION register_refuses()"
        )


def _add_manifests() -> None:
    """The digests of all authentic texts of the versions of before: what is signed from now on."""
    bind = op.get_bind()
    versions = sa.table(
        "version",
        *(sa.column(name) for name in ("id", "declaration_id", "number", "sha256", "manifest", "manifest_sha256")),
        sa.column("at", sa.DateTime()),
    )
    texts = sa.table(
        "version_text",
        *(sa.column(name) for name in ("version_id", "language", "sha256")),
        sa.column("complete", sa.Boolean()),
        sa.column("at", sa.DateTime()),
    )
    languages = dict(bind.execute(sa.text("SELECT id, language FROM declaration")).all())
    for row in bind.execute(sa.select(versions)).all():
        frozen_with_it = sa.select(texts.c.language, texts.c.sha256).where(
            texts.c.version_id == row.id, texts.c.complete, texts.c.at <= row.at + dt.timedelta(minutes=1)
        )
        found = dict(bind.execute(frozen_with_it).all()) | {languages[row.declaration_id]: row.sha256}
        said = {"v": 1, "declaration": row.declaration_id, "version": row.number, "texts": found}
        manifest = json.dumps(said, sort_keys=True, separators=(",", ":"))
        digest = hashlib.sha256(manifest.encode()).hexdigest()
        bind.execute(versions.update().where(versions.c.id == row.id).values(manifest=manifest, manifest_sha256=digest))


def _count_anew() -> None:
    """A change of substance took signatures out of the count of a text, but left them in that of their cities."""
    changed = "SELECT 1 FROM version n WHERE n.declaration_id = v.declaration_id AND n.kind = 'substantive'"
    counted = (
        "SELECT count(*) FROM signature s JOIN version v ON v.id = s.version_id "
        f"WHERE s.city_id = city.id AND s.standing AND NOT EXISTS ({changed} AND n.number > v.number)"
    )
    op.execute(f"UPDATE city SET signature_count = ({counted})")


def downgrade() -> None:
    with op.batch_alter_table("version", schema=None) as batch_op:
        batch_op.drop_column("objected_at")
        batch_op.drop_column("objections_until")
        batch_op.drop_column("manifest_sha256")
        batch_op.drop_column("manifest")

    with op.batch_alter_table("signing_request", schema=None) as batch_op:
        batch_op.drop_column("void_at")
        batch_op.drop_column("register_index")
        batch_op.drop_column("reserved_clauses")
        batch_op.drop_column("reservation")
        batch_op.drop_column("remark")

    with op.batch_alter_table("signature_withdrawal", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_signature_withdrawal_register_index"), type_="unique")
        batch_op.drop_column("noted")
        batch_op.drop_column("register_index")
        batch_op.drop_column("method")

    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_signature_register_index"), type_="unique")
        batch_op.drop_column("delegation")
        batch_op.drop_column("register_index")
        batch_op.drop_column("key_id")

    with op.batch_alter_table("mandate", schema=None) as batch_op:
        batch_op.drop_column("scope")

    with op.batch_alter_table("signature_contest", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signature_contest_signature_id"))
        batch_op.drop_index(batch_op.f("ix_signature_contest_settled_by_id"))
        batch_op.drop_index(batch_op.f("ix_signature_contest_proposed_by_id"))
        batch_op.drop_index(batch_op.f("ix_signature_contest_person_id"))
        batch_op.drop_index(batch_op.f("ix_signature_contest_mandate_id"))
        batch_op.drop_index(batch_op.f("ix_signature_contest_declaration_id"))
        batch_op.drop_index(batch_op.f("ix_signature_contest_city_id"))

    op.drop_table("signature_contest")
    with op.batch_alter_table("signing_intent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signing_intent_person_id"))
        batch_op.drop_index(batch_op.f("ix_signing_intent_mandate_id"))
        batch_op.drop_index(batch_op.f("ix_signing_intent_declaration_id"))

    op.drop_table("signing_intent")
    with op.batch_alter_table("objection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_objection_person_id"))
        batch_op.drop_index(batch_op.f("ix_objection_mandate_id"))
        batch_op.drop_index(batch_op.f("ix_objection_declaration_id"))
        batch_op.drop_index(batch_op.f("ix_objection_city_id"))

    op.drop_table("objection")
    with op.batch_alter_table("export", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_export_declaration_id"))

    op.drop_table("export")
    with op.batch_alter_table("registered_act", schema=None) as batch_op:
        for name in ("method", "kind", "city", "declaration"):
            batch_op.drop_index(f"ix_registered_act_{name}")
        batch_op.drop_index(batch_op.f("ix_registered_act_at"))
        batch_op.drop_index(batch_op.f("ix_registered_act_about"))

    op.drop_table("registered_act")
    with op.batch_alter_table("register_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_register_entry_kind")
        batch_op.drop_index(batch_op.f("ix_register_entry_declaration_id"))

    op.drop_table("register_entry")
    with op.batch_alter_table("passkey_enrolment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passkey_enrolment_mandate_id"))

    op.drop_table("passkey_enrolment")
    with op.batch_alter_table("passkey_challenge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passkey_challenge_person_id"))

    op.drop_table("passkey_challenge")
    with op.batch_alter_table("passkey", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passkey_person_id"))

    op.drop_table("passkey")
    with op.batch_alter_table("factor_recovery", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_factor_recovery_stopped_by_id"))
        batch_op.drop_index(batch_op.f("ix_factor_recovery_person_id"))
        batch_op.drop_index(batch_op.f("ix_factor_recovery_asked_by_id"))
        batch_op.drop_index(batch_op.f("ix_factor_recovery_agreed_by_id"))

    op.drop_table("factor_recovery")
    op.drop_table("tree_head")
    op.drop_table("site_key")
    op.drop_table("register_node")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION register_refuses()")
