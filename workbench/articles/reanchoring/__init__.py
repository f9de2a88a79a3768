"""Following a text from one version to the next: where its sentences and passages went.

Pure functions over strings. Offsets are Unicode code points, `end` exclusive.
"""

from workbench.articles.reanchoring.outcomes import Fate, Outcome, Region
from workbench.articles.reanchoring.passages import Following
from workbench.articles.reanchoring.placements import Candidate, Placement
from workbench.articles.reanchoring.readings import Reading

__all__ = ["Candidate", "Fate", "Following", "Outcome", "Placement", "Reading", "Region"]
