"""What is asked at a check, on one page: only whether they were reached must be said."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.needs.rules import CRISIS, NEEDS
from referrals.aftercare.records import STEADIEST, HowNow
from referrals.aftercare.said import Said
from referrals.referrals.rules import Way

YES, NO = "yes", "no"
_YES_NO: Final = [(YES, gettext_lazy("Yes")), (NO, gettext_lazy("No"))]
_SMALL: Final = "govuk-radios--small govuk-radios--inline"
# On a phone too.
_IN_A_ROW: Final = f"{_SMALL} ccs-scale"
_TICKS: Final = "govuk-checkboxes--small"
# Whoever is asked by letter cannot answer in time: a check is a talk.
_WAYS: Final = [(way.value, way.label) for way in Way if way != Way.POST]
_NEED: Final = "need-"


def _number(value: int) -> str:
    if value in (0, STEADIEST):
        return {
            0: _("0, not steady at all"),
            STEADIEST: _("10, very steady"),
        }[value]
    return str(value)


_number_in_words = lazy(_number, str)


class CheckForm(Form):
    """`needs` are those of the conversation; `last` says what the number was the last time."""

    record_id = fields.HiddenIdField(required=False)
    # When something is put right: what the page showed.
    seen = fields.HiddenField(required=False, max_length=40)
    reached = fields.RadiosField(
        label=gettext_lazy("Did you reach them?"),
        choices=_YES_NO,
        missing=gettext_lazy("Say whether you reached them"),
        reveals={YES: "way", NO: "tried"},
        size="m",
    )
    way = fields.RadiosField(
        label=gettext_lazy("How did you speak to them?"),
        choices=_WAYS,
        required=False,
        classes=_SMALL,
    )
    tried = fields.RadiosField(
        label=gettext_lazy("How did you try?"), choices=_WAYS, required=False, classes=_SMALL
    )
    crisis = fields.RadiosField(
        label=gettext_lazy("Have they been in a crisis again since then?"),
        choices=_YES_NO,
        required=False,
        reveals={YES: "crises"},
        size="m",
    )
    crises = fields.CheckboxesField(
        label=gettext_lazy("What did they need?"),
        choices=list(CRISIS.items()),
        required=False,
        classes=_TICKS,
    )
    steadiness = fields.RadiosField(
        label=gettext_lazy("How steady does money feel to them now?"),
        choices=[(str(one), _number_in_words(one)) for one in range(STEADIEST + 1)],
        required=False,
        classes=_IN_A_ROW,
        size="m",
    )
    more = fields.RadiosField(
        label=gettext_lazy("Do they need anything else?"),
        choices=_YES_NO,
        required=False,
        reveals={YES: "further"},
        size="m",
    )
    further = fields.CheckboxesField(
        label=gettext_lazy("What do they need?"),
        help_text=gettext_lazy("When you have saved, you can start a new referral for it."),
        choices=list(NEEDS.items()),
        required=False,
        classes=_TICKS,
    )
    note = fields.TextareaField(
        label=gettext_lazy("What did they tell you?"),
        help_text=gettext_lazy(
            "A new referral takes it along, so that they need not say it again."
        ),
        required=False,
        max_length=2000,
        rows=3,
        autocomplete="off",
        size="m",
    )
    words = fields.TextareaField(
        label=gettext_lazy("What would they say to those who decide?"),
        help_text=gettext_lazy("To the council or the government. In their own words."),
        required=False,
        max_length=2000,
        rows=3,
        autocomplete="off",
        size="m",
    )
    may_quote = fields.TickField(
        label=gettext_lazy("They agree that we repeat these words, without their name"),
        required=False,
    )
    go_on = fields.RadiosField(
        label=gettext_lazy("May we ask again?"), choices=_YES_NO, required=False, size="m"
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        needs: Sequence[str],
        trying: str = "",
        last: str = "",
        going_on: str = "",
        **options: Any,
    ) -> None:
        """`trying` and `going_on` say what comes after a failed try, and after this check.

        Nobody is asked whether to go on where this is the last one: `going_on` is empty.
        """
        super().__init__(data, **options)
        self.needs = [code for code in NEEDS if code in needs]
        for code in self.needs:
            self.fields[_NEED + code] = fields.RadiosField(
                label=str(NEEDS[code]), choices=HowNow.choices, required=False, classes=_IN_A_ROW
            )
        self.fields["tried"].help_text = trying
        self.fields["steadiness"].help_text = last
        if going_on:
            self.fields["go_on"].help_text = going_on
        else:
            del self.fields["go_on"]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("reached") == NO and not typed.get("tried"):
            self.add_error("tried", _("Choose how you tried to reach them"))
        return typed

    @property
    def need_fields(self) -> list[Any]:
        return [self[_NEED + code] for code in self.needs]

    def said(self) -> Said:
        """What is not asked of somebody who was not reached was not said."""
        typed = self.cleaned_data
        if typed["reached"] == NO:
            return Said(reached=False, way=typed["tried"])
        return Said(
            reached=True,
            way=typed["way"],
            needs={code: state for code in self.needs if (state := typed[_NEED + code])},
            steadiness=int(typed["steadiness"]) if typed["steadiness"] else None,
            crisis_since={YES: True, NO: False}.get(typed["crisis"]),
            crises=tuple(typed["crises"]) if typed["crisis"] == YES else (),
            further_needs=tuple(typed["further"]) if typed["more"] == YES else (),
            words=typed["words"].strip(),
            may_quote=typed["may_quote"],
            note=typed["note"].strip(),
            go_on=typed.get("go_on") != NO,
        )


def as_typed(said: Said) -> dict[str, Any]:
    """What was written down before, as the form has it."""
    crisis = {True: YES, False: NO, None: ""}[said.crisis_since]
    return {
        "reached": YES if said.reached else NO,
        "way": said.way,
        "crisis": crisis,
        "crises": list(said.crises),
        "steadiness": "" if said.steadiness is None else str(said.steadiness),
        "more": YES if said.further_needs else "",
        "further": list(said.further_needs),
        "note": said.note,
        "words": said.words,
        "may_quote": said.may_quote,
        "go_on": YES if said.go_on else NO,
        **{_NEED + code: state for code, state in said.needs.items()},
    }


class TeamFilterForm(Form):
    """Whose checks: for who has several teams."""

    list = fields.HiddenField(required=False)
    team = fields.SelectField(label=gettext_lazy("Team"), required=False)

    def __init__(self, data: Mapping[str, Any], *, teams: Sequence[Any], shelf: str) -> None:
        super().__init__({"team": data.get("team", ""), "list": shelf})
        names = [(str(team.pk), team.name) for team in teams]
        self.fields["team"].choices = [("", _("All your teams")), *names]  # type: ignore[attr-defined]  # a ChoiceField

    def chosen(self) -> UUID | None:
        """None for all of them, and for what is none of theirs."""
        return UUID(self.cleaned_data["team"]) if self.is_valid() and self["team"].value() else None
