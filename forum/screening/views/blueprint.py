"""The blueprint of the desk of the secretariat."""

from flask import Blueprint

blueprint = Blueprint("screening", __name__)
