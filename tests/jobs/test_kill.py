"""The power goes at any moment of a job: after the next start it is done, once."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.servers import PATIENCE
from tests.jobs.builders import KIND, a_job, counting, jobs_in, let_time_pass, results, write
from tests.jobs.doomed import MOMENTS
from workbench.db import Database
from workbench.jobs.rules import JobState
from workbench.jobs.worker import Worker

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_job_whose_worker_was_killed_is_done_exactly_once(
    database: Database, moment: str
) -> None:
    write(database, lambda session: a_job(session, "count:7"))
    url = database.engine.url.render_as_string(hide_password=False)
    doomed = subprocess.run(
        [sys.executable, "-m", "tests.jobs.doomed", url, moment],
        cwd=ROOT, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert doomed.returncode == -signal.SIGKILL
    write(database, let_time_pass)
    Worker(database, {KIND: counting}).work_off()
    assert results(database) == ["count:7"]
    assert [job.state for job in jobs_in(database)] == [JobState.DONE]
