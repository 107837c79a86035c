"""`results`, and in `next` the address of what follows."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request

from ccs.paging.keyset import AFTER, Cursor, cursor_in


def page(results: Sequence[Any], *, after: object, request: Request) -> dict[str, Any]:
    """`after` says where the next page starts; it is None or empty on the last one."""
    return {"results": results, "next": _address(request, after) if after else None}


class CursorField(serializers.CharField):
    """What `next` carried. Anything else is refused: the first page again would loop for ever."""

    default_error_messages = {"cursor": _("Use the address that an answer gave as next.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=80, **options)

    def to_internal_value(self, data: Any) -> Any:
        """As a `Cursor`."""
        cursor: Cursor | None = cursor_in({AFTER: super().to_internal_value(data)})
        if cursor is None:
            self.fail("cursor")
        return cursor


def _address(request: Request, after: object) -> str:
    query = request.query_params.copy()
    query[AFTER] = str(after)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
