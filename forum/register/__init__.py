"""The register: an append-only log of every act of signature, as a Merkle tree after RFC 9162, with signed heads.

It knows statements, keys and hashes; what a city or a declaration is, the features above it know.
"""

from flask import Flask

from forum.kit import observe
from forum.register import starting, views


def register(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    app.register_blueprint(views.verifying.blueprint)
    observe.add_part("register", starting.problem)
