"""The register: every act of signature as a leaf of an append-only Merkle tree (RFC 9162), its signed heads and its keys.

The database itself refuses to change or remove what stands here: triggers on both engines, made with the tables.
"""

from sqlalchemy import DDL, ForeignKey, Index, String, Table, Text, event
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, When, Word

REFUSAL = "the register is append-only"


class RegisterEntry(Base):
    """One act. `index` counts from 0 without gaps; `leaf` is the leaf hash of `content`, the entry as canonical JSON."""

    __tablename__ = "register_entry"
    __table_args__ = (Index("ix_register_entry_kind", "kind", "index"),)

    index: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    prev: Mapped[str] = mapped_column(String(64), unique=True)  # leaf hash of the entry before, 64 zeros first
    leaf: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[Word]
    method: Mapped[Word]  # passkey | password+totp | password | session | site
    key_id: Mapped[str] = mapped_column(String(400))
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    content: Mapped[str] = mapped_column(Text)
    declaration_id: Mapped[int | None] = mapped_column(ForeignKey("declaration.id"), index=True)
    at: Mapped[When]  # when it was entered; the statement in it says when the act was begun


class RegisterNode(Base):
    """The hash of a complete subtree of 2^level leaves; `position` counts such subtrees from the left."""

    __tablename__ = "register_node"

    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(String(64))


class TreeHead(Base):
    """The root over the first `size` entries, signed when the last of them was appended."""

    __tablename__ = "tree_head"

    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    root: Mapped[str] = mapped_column(String(64))
    time: Mapped[int]  # seconds since 1970, UTC
    key_id: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str] = mapped_column(String(100))  # base64url


class SiteKey(Base):
    """The public half of a key of this site, and the entry that made it known; the newest one signs."""

    __tablename__ = "site_key"

    id: Mapped[Key]
    key_id: Mapped[str] = mapped_column(String(64), unique=True)
    public: Mapped[str] = mapped_column(String(64))  # raw Ed25519, base64url
    register_index: Mapped[int]
    at: Mapped[When]


def _sqlite(table: Table) -> list[str]:
    return [
        f"CREATE TRIGGER {table.name}_refuses_{what} BEFORE {what} ON {table.name} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for what in ("update", "delete")
    ]


POSTGRESQL_FUNCTION = (
    "CREATE OR REPLACE FUNCTION register_refuses() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
)


def _postgresql(table: Table) -> list[str]:
    return [
        POSTGRESQL_FUNCTION,
        f"CREATE TRIGGER {table.name}_refuses BEFORE UPDATE OR DELETE OR TRUNCATE ON {table.name} "
        "FOR EACH STATEMENT EXECUTE FUNCTION register_refuses()",
    ]


for model in (RegisterEntry, RegisterNode, TreeHead, SiteKey):
    kept: Table = model.__table__  # type: ignore[assignment]
    for engine, statements in (("sqlite", _sqlite(kept)), ("postgresql", _postgresql(kept))):
        for statement in statements:
            event.listen(kept, "after_create", DDL(statement.replace("%", "%%")).execute_if(dialect=engine))
