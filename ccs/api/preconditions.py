"""`ETag` and `If-Match`, where two may change the same thing."""

from http import HTTPStatus

from django.utils.http import parse_etags
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException
from rest_framework.request import Request


class Changed(APIException):
    status_code = HTTPStatus.PRECONDITION_FAILED
    default_code = "changed"
    default_detail = _("This has changed since you read it. Read it again before you change it.")


def etag_of(version: object) -> str:
    return f'"{version}"'


def check_unchanged(request: Request, version: object) -> None:
    """Raises Changed when the caller read another version. The row must be locked by now."""
    wanted = parse_etags(request.headers.get("If-Match", "*"))
    if wanted != ["*"] and etag_of(version) not in wanted:
        raise Changed
