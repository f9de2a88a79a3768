"""An article's versions: read, compared, and the next one drafted, settled and made."""

from flask import Blueprint

blueprint = Blueprint("versions", __name__)

ARTICLE = "/articles/<int:article_id>"
DRAFT = f"{ARTICLE}/drafts/<int:draft_id>"  # the address of a draft of a version
