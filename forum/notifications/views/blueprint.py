"""The blueprint of all pages about notices and mail."""

from flask import Blueprint

blueprint = Blueprint("notifications", __name__)
