"""The workbench: an article's text, its claims, and the open claim, side by side."""

from flask import Blueprint

blueprint = Blueprint("workbench", __name__)

CLAIM = "/articles/<int:article_id>/claims/<int:number>"  # the address of a claim
