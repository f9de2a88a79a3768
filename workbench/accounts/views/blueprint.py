"""The blueprint that all routes about people and their desk hang on."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)
