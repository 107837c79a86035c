"""A paper as a PDF: tagged, so that it can be read aloud. Set as the leaflet is."""

import json
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.utils.timezone import localtime

from organisations.leaflet.printing import set_in_type
from referrals.papers.document import Paper

_FOLDER: Final = Path(settings.BASE_DIR) / "templates" / "referrals" / "papers"


def pdf_of(paper: Paper, *, name: str) -> HttpResponse:
    words = json.dumps(paper.as_data, ensure_ascii=False, sort_keys=True)
    made = set_in_type(_FOLDER, "paper", {"paper": words}, at=localtime())
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["X-Robots-Tag"] = "noindex"
    return answer
