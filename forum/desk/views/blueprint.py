"""The blueprint of the front page, the desk and the pages about the forum."""

from flask import Blueprint

blueprint = Blueprint("desk", __name__)
