from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form

OWN, ALL = "own", "all"


class ResetForm(Form):
    """A coordinator chooses; everybody else resets their own."""

    what = fields.RadiosField(
        label=_("What do you want to start again?"),
        choices=[
            (OWN, _("The practice of my own teams")),
            (ALL, _("All practice in this network, of every organisation")),
        ],
        missing=_("Choose what to start again"),
    )

    def __init__(self, *args: object, whole: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        if not whole:
            del self.fields["what"]

    def resets_all(self) -> bool:
        return self.cleaned_data.get("what") == ALL
