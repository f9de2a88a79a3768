"""The blueprint that all routes about importing register with."""

from flask import Blueprint, request

from workbench.config import LONGEST_UPLOAD

# A file over the limit is refused beside its field, so the form around it has to be read first.
LONGEST_REQUEST = 4 * LONGEST_UPLOAD

blueprint = Blueprint("articles", __name__)


@blueprint.url_value_preprocessor
def _take_in_large_files(endpoint: str | None, _values: object) -> None:
    if endpoint == "articles.add":
        request.max_content_length = LONGEST_REQUEST
