"""What the chosen services need to know, whether the person agrees, and that they do so no more."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ccs.ui import fields
from ccs.ui.forms import Form
from ccs.ui.languages import OWN_NAMES
from referrals.assessments.equality import ETHNICITY
from referrals.clients.models import SafeTo
from referrals.consent.models import Basis, Consent, Given
from referrals.consent.rules import Agreed

ANOTHER, REFUSED = "another", "no"
_ASK, _DO_NOT_ASK = "yes", "no"


class AnswersForm(Form):
    """`items` are what the chosen services ask. What is sent is what was `seen` on the page.

    `ethnic_groups` is given where the ethnic group may be written down, for figures alone.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        items: Mapping[str, str] | None = None,
        answers: Mapping[str, str] | None = None,
        ethnic_groups: Sequence[tuple[str, str]] = (),
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        items, answers = items or {}, answers or {}
        wanted = [*items, *([ETHNICITY] if ethnic_groups else [])]
        filled = {f"answer_{item}": answers.get(item, "") for item in wanted}
        super().__init__(data, initial={**filled, **(initial or {})})
        for item, label in items.items():
            self.fields[f"answer_{item}"] = fields.CharField(
                label=label, required=False, max_length=500, autocomplete="off"
            )
        if ethnic_groups:
            self.fields[f"answer_{ETHNICITY}"] = fields.SelectField(
                label=_("Ethnic group"), choices=list(ethnic_groups), required=False
            )
        self.items, self.kept = list(items), wanted

    def seen(self) -> list[UUID]:
        """The services that stood on the page; a mangled list is none."""
        try:
            return [UUID(one) for one in self.data.get("seen", "").split()]
        except ValueError:
            return []

    def shows(self, service_ids: Collection[UUID], *, desk: bool) -> bool:
        """Whether the page that was sent showed these, and the desk if it is asked too."""
        chosen = {*map(str, service_ids), *(["desk"] if desk else [])}
        if set(self.data.get("seen", "").split()) == chosen:
            return True
        self.add_error(
            None, _("You changed which services to ask. Check them again before you go on.")
        )
        return False

    def answers(self) -> dict[str, str]:
        """Those that can be kept, whatever else is wrong with the form."""
        self.errors  # noqa: B018 - cleans the form, valid or not
        typed = self.cleaned_data
        return {item: typed[f"answer_{item}"] for item in self.kept if f"answer_{item}" in typed}

    def answers_shown(self) -> dict[str, str]:
        return {item: self[f"answer_{item}"].value() or "" for item in self.items}

    @property
    def answer_fields(self) -> list[Any]:
        return [self[f"answer_{item}"] for item in self.items]

    @property
    def ethnic_group(self) -> Any:
        """Its field; None where it is not asked."""
        return self[f"answer_{ETHNICITY}"] if ETHNICITY in self.kept else None


class AgreeForm(AnswersForm):
    """Filled in from the agreement `before`; `safe_to` is asked only where it is given."""

    basis = fields.RadiosField(
        label=gettext_lazy("Do they agree?"),
        choices=[
            (Basis.CONSENT, gettext_lazy("Yes, they agree")),
            (REFUSED, gettext_lazy("No")),
            (ANOTHER, gettext_lazy("They cannot or did not agree, but the law lets us share it")),
        ],
        hints={
            REFUSED: gettext_lazy("Do not send. You can give them the phone numbers instead."),
            ANOTHER: gettext_lazy("Rare. For example, somebody’s life is at risk."),
        },
        reveals={Basis.CONSENT: ("given", "language", "pass_on"), ANOTHER: ("law", "reason")},
        missing=gettext_lazy("Say whether they agree"),
        size="m",
    )
    given = fields.RadiosField(
        label=gettext_lazy("How did they say so?"), choices=Given.to_a_worker(), required=False
    )
    language = fields.RadiosField(
        label=gettext_lazy("In which language did you say it?"), choices=[], required=False
    )
    law = fields.RadiosField(
        label=gettext_lazy("What lets you share it?"),
        choices=[choice for choice in Basis.choices if choice[0] != Basis.CONSENT],
        required=False,
    )
    reason = fields.TextareaField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("This is kept with the referral, as the record of your decision."),
        required=False,
        max_length=1000,
        rows=3,
        autocomplete="off",
    )
    pass_on = fields.TickField(
        label=gettext_lazy(
            "They also agree that these organisations may pass it on to others in the network"
            " who can help"
        ),
        required=False,
    )
    aftercare = fields.RadiosField(
        label=gettext_lazy("May we get in touch in a few weeks to ask how they are?"),
        help_text=gettext_lazy(
            "We ask whether things are better and whether they need anything else. Choose “No” if"
            " they do not want this, or if it would not be safe."
        ),
        choices=[(_ASK, gettext_lazy("Yes")), (_DO_NOT_ASK, gettext_lazy("No"))],
        required=False,
        size="m",
    )
    safe_to = fields.CheckboxesField(
        label=gettext_lazy("How do they want to hear from those who help?"),
        help_text=gettext_lazy("Tick every way that is safe for them."),
        choices=SafeTo.choices,
        required=False,
        size="m",
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        languages: Sequence[str],
        items: Mapping[str, str] | None = None,
        answers: Mapping[str, str] | None = None,
        before: Consent | None = None,
        safe_to: Collection[str] | None = None,
    ) -> None:
        # The words in the language of the page stand first: likely the ones that were said.
        page = get_language()
        said = page if page in languages else languages[0]
        again = _ASK if before is None or before.aftercare else _DO_NOT_ASK
        first = {"language": said, "safe_to": list(safe_to or []), "aftercare": again}
        initial = {**first, **_filled(before)}
        super().__init__(data, items=items, answers=answers, initial=initial)
        offer_languages(self, languages)
        if len(languages) == 1:
            asked: dict[str, Any] = self.fields
            asked["basis"].reveals = {**asked["basis"].reveals, Basis.CONSENT: ("given", "pass_on")}
        if safe_to is None:
            del self.fields["safe_to"]
        self.languages = languages

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        basis = cleaned.get("basis")
        if basis == Basis.CONSENT and not cleaned.get("given"):
            self.add_error("given", _("Say how they agreed"))
        if basis == REFUSED:
            self.add_error(
                "basis", _("You cannot send this, because they do not agree. Nothing was sent.")
            )
        if basis == ANOTHER and not cleaned.get("law"):
            self.add_error("law", _("Choose what lets you share it"))
        if basis == ANOTHER and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say why it may be shared without their agreement"))
        return cleaned

    def agreed(self) -> Agreed:
        """What a choice that was not made opened does not count."""
        typed = self.cleaned_data
        aftercare = typed["aftercare"] != _DO_NOT_ASK
        if typed["basis"] == Basis.CONSENT:
            return Agreed(
                Basis.CONSENT,
                given=typed["given"],
                language=typed.get("language") or self.languages[0],
                pass_on=typed["pass_on"],
                aftercare=aftercare,
            )
        return Agreed(typed["law"], reason=typed["reason"], aftercare=aftercare)


class RenewForm(Form):
    """That they agree still, to the same."""

    given = fields.RadiosField(
        label=gettext_lazy("How did they say so?"),
        choices=Given.to_a_worker(),
        missing=gettext_lazy("Say how they agreed"),
    )
    language = fields.RadiosField(
        label=gettext_lazy("In which language did you say it?"),
        choices=[],
        missing=gettext_lazy("Say in which language you said it"),
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, languages: Sequence[str], said: str
    ) -> None:
        super().__init__(data, initial={"language": said})
        offer_languages(self, languages)
        self.languages = languages

    def language_said(self) -> str:
        return str(self.cleaned_data.get("language") or self.languages[0])


class ChangedMindForm(Form):
    reason = fields.TextareaField(
        label=gettext_lazy("What did they say? (optional)"),
        help_text=gettext_lazy(
            "They need no reason. Only the team that was told first keeps this."
        ),
        required=False,
        max_length=1000,
        rows=3,
        autocomplete="off",
    )


def offer_languages(form: Form, languages: Sequence[str]) -> None:
    """Not asked where there is only one."""
    asked: dict[str, Any] = form.fields
    asked["language"].choices = [(code, OWN_NAMES.get(code, code)) for code in languages]
    if len(languages) == 1:
        del form.fields["language"]


def _filled(before: Consent | None) -> dict[str, Any]:
    if before is None:
        return {}
    if before.basis == Basis.CONSENT:
        return {
            "basis": before.basis,
            "given": before.given,
            "language": before.language,
            "pass_on": before.pass_on,
        }
    return {"basis": ANOTHER, "law": before.basis, "reason": before.reason}
