"""What is asked of the desk, and of an organisation that joins."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.tenancy.models import new_id
from ccs.ui import fields
from ccs.ui.context import PAGES_IN
from ccs.ui.forms import Form
from organisations.interchange.charities import charity_number
from organisations.joining.actions import Application, Details, Invitation
from organisations.joining.rules import LONGEST_TEXT
from organisations.members.models import Sector


class _WhoForm(Form):
    """The organisation, and the person there who begins."""

    name = fields.CharField(
        label=gettext_lazy("Name of the organisation"),
        missing=gettext_lazy("Enter the name of the organisation"),
        max_length=120,
        autocomplete="off",
        spellcheck=False,
    )
    sector = fields.RadiosField(
        label=gettext_lazy("What kind of organisation is it?"),
        choices=Sector.choices,
        missing=gettext_lazy("Choose what kind of organisation it is"),
    )


class InviteOrganisationForm(_WhoForm):
    contact_name = fields.CharField(
        label=gettext_lazy("Name of the person who begins"),
        missing=gettext_lazy("Enter the name of the person who begins"),
        max_length=120,
        autocomplete="off",
        spellcheck=False,
    )
    contact_email = fields.EmailField(
        label=gettext_lazy("Their email address"),
        help_text=gettext_lazy("They sign in with it, so it must be theirs alone."),
        missing=gettext_lazy("Enter their email address"),
        max_length=254,
        autocomplete="off",
    )
    word = fields.TextareaField(
        label=gettext_lazy("A word of your own (optional)"),
        help_text=gettext_lazy("They read it in the email. Write nothing about anybody you help."),
        required=False,
        max_length=500,
        counted=True,
        rows=3,
    )
    language = fields.RadiosField(
        label=gettext_lazy("Language of their emails"), choices=[], required=False
    )
    form_id = fields.HiddenIdField(required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, languages: Sequence[str]) -> None:
        super().__init__(data, initial={"language": languages[0], "form_id": str(new_id())})
        asked: dict[str, Any] = self.fields
        asked["language"].choices = [(code, PAGES_IN.get(code, code)) for code in languages]
        if len(languages) == 1:
            del self.fields["language"]

    def invitation(self) -> Invitation:
        typed = self.cleaned_data
        return Invitation(
            name=typed["name"],
            sector=typed["sector"],
            contact_name=typed["contact_name"],
            contact_email=typed["contact_email"],
            word=typed["word"],
            language=typed.get("language") or self.initial["language"],
        )


class ApplyForm(_WhoForm):
    about = fields.TextareaField(
        label=gettext_lazy("What does the organisation do, and for whom?"),
        help_text=gettext_lazy("A few sentences are enough. Write nothing about anybody you help."),
        missing=gettext_lazy("Say what the organisation does"),
        max_length=1000,
        counted=True,
        rows=4,
    )
    contact_name = fields.CharField(
        label=gettext_lazy("Your name"),
        missing=gettext_lazy("Enter your name"),
        max_length=120,
        autocomplete="name",
        spellcheck=False,
    )
    contact_email = fields.EmailField(
        label=gettext_lazy("Your work email address"),
        help_text=gettext_lazy("We send you an email with a link, to be sure that it is yours."),
        missing=gettext_lazy("Enter your work email address"),
        max_length=254,
    )

    def application(self, language: str) -> Application:
        typed = self.cleaned_data
        return Application(
            name=typed["name"],
            sector=typed["sector"],
            about=typed["about"],
            contact_name=typed["contact_name"],
            contact_email=typed["contact_email"],
            language=language,
        )


class DetailsForm(Form):
    """Nothing is demanded: a half is saved, and the list says that it is one."""

    description = fields.TextareaField(
        label=gettext_lazy("What does your organisation do?"),
        help_text=gettext_lazy("One or two sentences, for the other members."),
        required=False,
        max_length=1000,
        rows=3,
    )
    number_kind = fields.RadiosField(
        label=gettext_lazy("Is your organisation a registered charity?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        reveals={"yes": "charity_number"},
        required=False,
    )
    charity_number = fields.CharField(
        label=gettext_lazy("Charity number"),
        required=False,
        max_length=12,
        classes="govuk-input--width-10",
        spellcheck=False,
    )
    team_name = fields.CharField(
        label=gettext_lazy("Name of the team that refers and answers"),
        help_text=gettext_lazy("If there is only one, the name of your organisation is fine."),
        required=False,
        max_length=120,
        spellcheck=False,
    )
    team_phone = fields.PhoneField(
        label=gettext_lazy("Phone number of that team"),
        help_text=gettext_lazy("Other members call it when something cannot wait."),
        required=False,
    )
    website = fields.CharField(
        label=gettext_lazy("Website (optional)"),
        required=False,
        max_length=200,
        spellcheck=False,
        inputmode="url",
    )
    receives = fields.RadiosField(
        label=gettext_lazy("Can other members refer people to you?"),
        choices=[
            ("yes", gettext_lazy("Yes, we offer help")),
            ("no", gettext_lazy("No, we only refer")),
        ],
        required=False,
    )

    def clean_website(self) -> str:
        typed = str(self.cleaned_data["website"])
        if not typed or typed.startswith(("https://", "http://")):
            return typed
        return f"https://{typed}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        typed = cleaned.get("charity_number") if cleaned.get("number_kind") == "yes" else ""
        kept = charity_number(typed) if typed else ""
        if typed and not kept:
            self.add_error("charity_number", _("Enter a charity number, like 1123456 or SC012345"))
        cleaned["charity_number"] = kept
        return cleaned

    def details(self) -> Details:
        typed = self.cleaned_data
        return Details(
            description=typed["description"],
            website=typed["website"],
            charity_number=typed["charity_number"],
            no_charity_number=typed["number_kind"] == "no",
            team_name=typed["team_name"],
            team_phone=typed["team_phone"],
            receives=typed["receives"] != "no",
        )


class ReadyForm(Form):
    opens = fields.RadiosField(
        label=gettext_lazy("When you are live, what about your services?"),
        choices=[
            ("yes", gettext_lazy("They open at once: we can take people")),
            ("no", gettext_lazy("They stay paused: we open them ourselves")),
        ],
        missing=gettext_lazy("Choose whether your services open at once"),
    )


class MessageForm(Form):
    text = fields.TextareaField(
        label=gettext_lazy("Your message"),
        help_text=gettext_lazy("Write nothing about anybody you help."),
        missing=gettext_lazy("Write a message"),
        max_length=LONGEST_TEXT,
        rows=4,
    )
    message_id = fields.HiddenIdField(required=False)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"message_id": str(new_id())})


class TurnDownForm(Form):
    reason = fields.TextareaField(
        label=gettext_lazy("Why do you turn them down?"),
        help_text=gettext_lazy("They read this."),
        missing=gettext_lazy("Say why"),
        max_length=LONGEST_TEXT,
        rows=4,
    )


class TableForm(Form):
    """A file the first time; then what was in it, shown and looked at."""

    table = fields.FilesField(
        label=gettext_lazy("Your file"),
        help_text=gettext_lazy("A CSV file. Nobody is invited before you have seen what is in it."),
        missing=gettext_lazy("Choose a file"),
        accept=".csv,text/csv",
    )

    def clean_table(self) -> Any:
        files = self.cleaned_data["table"]
        if len(files) != 1:
            raise ValidationError(_("Choose one file"))
        return files[0]


class WithdrawForm(Form):
    """Asks nothing: it carries a refusal to the page."""
