"""Run by Alembic: knows every table, and works over the connection it is handed."""

from alembic import context

from workbench.accounts import models as accounts
from workbench.articles import models as articles
from workbench.claims import models as claims
from workbench.claims.full_text import is_of_index
from workbench.db import Base
from workbench.discussion import models as discussion
from workbench.evidence import models as evidence
from workbench.history import models as history
from workbench.jobs import models as jobs
from workbench.policies import models as policies
from workbench.publishing import models as publishing
from workbench.publishing.index import models as index
from workbench.sources import models as sources
from workbench.sources.citing import models as citing
from workbench.verdicts import models as verdicts
from workbench.web import models as web

ROOMS_WITH_TABLES = (
    accounts, articles, citing, claims, discussion, evidence, history, index, jobs, policies,
    publishing, sources, verdicts, web,
)  # fmt: skip

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    include_name=lambda name, _kind, _of: not is_of_index(name or ""),
)
with context.begin_transaction():
    context.run_migrations()
