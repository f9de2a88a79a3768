"""Who publishes a claim's review, and by which rules: told live, beside what an edition froze.

The files of an edition name its desk alone; a page says where the desk's policies stand today.
"""

from collections.abc import Mapping
from typing import Any

from workbench.publishing.pages.dress import Dress, path_of

# By the page of a desk that has it.
_POLICIES = {
    "corrections-policy": "correctionsPolicy",
    "method": "verificationFactCheckingPolicy",
    "funding": "ownershipFundingInfo",
}


def published_by(dress: Dress, site: str) -> Mapping[str, Any]:
    """What a ClaimReview says of its desk, at this public address; nothing without a desk."""
    if not dress.slug:
        return {}
    known = {"name": dress.desk, "url": f"{site}{dress.home}"}
    policies = {
        name: f"{site}{path_of(dress.slug, page)}"
        for page, name in _POLICIES.items()
        if page in dress.pages
    }
    publisher = {"@type": "NewsMediaOrganization", **known, **policies}
    return {"author": {"@type": "Organization", **known}, "publisher": publisher}
