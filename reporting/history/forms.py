"""Choosing the files of a history."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.tenancy.models import new_id
from ccs.ui import fields
from ccs.ui.forms import Form
from reporting.history.actions.uploading import MOST_BYTES, Chosen

_FILES = ("organisations", "referrals")
_ACCEPT = ".csv,text/csv"


class FilesForm(Form):
    """Either file, or both. The id makes a double click one upload."""

    organisations = fields.FilesField(
        label=gettext_lazy("Organisations"),
        help_text=gettext_lazy(
            "A CSV file with a row for each organisation. Leave it out where they are here from"
            " an earlier file."
        ),
        accept=_ACCEPT,
        required=False,
    )
    referrals = fields.FilesField(
        label=gettext_lazy("Referrals"),
        help_text=gettext_lazy("A CSV file with a row for each referral."),
        accept=_ACCEPT,
        required=False,
    )
    upload_id = fields.HiddenIdField(required=False, initial=new_id)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        chosen = [one for name in _FILES for one in found.get(name) or []]
        if not chosen and not self.errors:
            self.add_error("organisations", _("Choose at least one file"))
        for name in _FILES:
            if len(found.get(name) or []) > 1:
                self.add_error(name, _("Choose one file"))
        if sum(one.size for one in chosen) > MOST_BYTES:
            raise ValidationError(_("The files are larger than 30 MB. Bring them in by parts."))
        return found

    def chosen(self) -> Chosen:
        return Chosen(*(self._body(name) for name in _FILES))

    def _body(self, name: str) -> bytes | None:
        files = self.cleaned_data[name]
        return files[0].read() if files else None

    @property
    def the_id(self) -> UUID:
        return self.cleaned_data["upload_id"] or new_id()
