"""What can be wrong with a policy."""

from workbench.errors import Invalid


class TooFewVoters(Invalid):
    """A ballot is asked for on a desk that has too few editors."""
