"""What people send about the desk's policy."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from workbench.claims.rules import Priority
from workbench.policies.models import Policy
from workbench.policies.rules import MOST_APPROVALS, PLAIN, Balloting, Check, PolicyFields
from workbench.web.forms import LONGEST_TEXT, EditForm
from workbench.web.words import capital, choices_of

YES, NO = "yes", "no"


class Several(SelectMultipleField):
    """Several of some words, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PolicyForm(EditForm):
    """The desk's next policy. `revision` is the version that was seen, 0 for none."""

    second_for = Several(_("A second reader for claims of priority"))
    blind = RadioField(_("What the second reader sees of the first verdict"), default=YES)
    ballot = RadioField(_("Three editors vote"), default=Balloting.NEVER.value)
    approvals = IntegerField(
        _("Approvals a verdict needs"), default=1,
        validators=[
            InputRequired(_("Say how many editors are to approve.")),
            NumberRange(1, MOST_APPROVALS, _("One to three editors can approve a verdict.")),
        ],
    )  # fmt: skip
    shortest_rationale = IntegerField(
        _("Shortest rationale, in characters"), default=0,
        validators=[
            InputRequired(_("Give a number of characters, 0 for any length.")),
            NumberRange(0, LONGEST_TEXT, _("Give a number of characters, 0 for any length.")),
        ],
    )  # fmt: skip
    blocking = Several(_("A verdict is not approved while"))

    def offer(self) -> "PolicyForm":
        """Let the form offer the words there are."""
        self.second_for.choices = choices_of(Priority)
        self.blind.choices = {YES: gettext("Nothing, until both are in"), NO: gettext("Everything")}
        self.ballot.choices = choices_of(Balloting)
        self.blocking.choices = {check.value: capital(str(CHECK_WORDS[check])) for check in Check}
        return self

    def fields(self) -> PolicyFields:
        """What was sent, as services take it."""
        return PolicyFields(
            second_for=frozenset(map(Priority, self.second_for.data or ())),
            blind=self.blind.data == YES,
            approvals=self.approvals.data,
            ballot=Balloting(self.ballot.data),
            shortest_rationale=self.shortest_rationale.data,
            blocking=frozenset(map(Check, self.blocking.data or ())),
        )

    @classmethod
    def of(cls, policy: Policy | None) -> "PolicyForm":
        """The form, filled with a policy, or with what holds where there is none."""
        said = policy.fields if policy else PLAIN
        data = {
            "second_for": sorted(said.second_for),
            "blind": YES if said.blind else NO,
            "ballot": said.ballot.value,
            "approvals": said.approvals,
            "shortest_rationale": said.shortest_rationale,
            "blocking": sorted(said.blocking),
            "revision": policy.version if policy else 0,
        }
        return cls(formdata=None, data=data).offer()


CHECK_WORDS = {
    Check.NO_LOCATOR: _("a source has no locator or no day of access"),
    Check.ONLY_SECONDARY: _("it rests on secondary sources alone, without a reason"),
    Check.FEW_ORIGINS: _("its sources have fewer than two independent origins"),
    Check.NOTHING_AGAINST: _("no word is said on evidence against it"),
    Check.NOT_CONTACTED: _("the claimant was not asked, without a reason"),
    Check.PASSAGE_GONE: _("a passage or a quote no longer stands where it stood"),
    Check.SHORT_RATIONALE: _("its rationale is shorter than the desk’s minimum"),
    Check.UNFOUNDED_NUMBERS: _("its rationale has numbers that stand in no evidence"),
}
