"""The table to fill in, for those who bring a directory of their own."""

import csv

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from ccs.tenancy.requests import NetworkRequest
from organisations.interchange.intake.table_reading import template as template_rows


@require_safe
def template(request: NetworkRequest, network: str) -> HttpResponse:
    if not request.actor.roles & {"coordinator", "manager"}:
        raise Http404
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="directory-template.csv"'
    # Spreadsheet programs take a file without this mark for one in another alphabet.
    response.write("\ufeff")
    csv.writer(response).writerows(template_rows())
    return response
