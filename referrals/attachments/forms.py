"""Files to add, and which of the chosen services gets each."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.ui import fields
from ccs.ui.forms import Form
from referrals.attachments.actions import Upload
from referrals.attachments.models import Attachment
from referrals.attachments.rules import MEDIA_TYPES, Kind, goes_to_service

_ACCEPT: Final = ",".join([*(f".{kind}" for kind in Kind), ".jpeg", ".heif", *MEDIA_TYPES.values()])


class UploadForm(Form):
    documents = fields.FilesField(
        label=gettext_lazy("Add files"),
        help_text=gettext_lazy(
            "A PDF, a photo (JPEG, PNG, WebP or HEIC) or a Word, Excel or OpenDocument file."
            " Up to 10 MB each, and 10 files in all."
        ),
        missing=gettext_lazy("Choose at least one file"),
        accept=_ACCEPT,
    )

    def uploads(self) -> list[Upload]:
        return [
            Upload(name=one.name, size=one.size, content=one.read())
            for one in self.cleaned_data["documents"]
        ]


class ReceiversForm(Form):
    """One list of services for each file, all ticked to begin with."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        files: Sequence[Attachment],
        services: Sequence[tuple[UUID, str]],
    ) -> None:
        super().__init__(data)
        self.listed, self.services = files, services
        for one in files:
            self.fields[_name(one)] = fields.CheckboxesField(
                label=_("%(name)s goes to") % {"name": one.name},
                choices=[(str(key), name) for key, name in services],
                required=False,
                initial=[str(key) for key, _label in services if goes_to_service(one.goes_to, key)],
                classes="govuk-checkboxes--small",
            )

    def goes_to(self) -> dict[UUID, list[UUID] | None]:
        """None where every service is ticked: then the file goes to what is chosen later too."""
        ticked = {one.pk: self.cleaned_data[_name(one)] for one in self.listed}
        return {
            key: None if len(some) == len(self.services) else [UUID(one) for one in some]
            for key, some in ticked.items()
        }


def _name(attachment: Attachment) -> str:
    return f"to_{attachment.pk.hex}"
