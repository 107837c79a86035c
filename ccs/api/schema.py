"""The OpenAPI document, made from what the views say of themselves."""

import re
from functools import cache
from http import HTTPStatus
from typing import Any, cast

from django.http import HttpRequest, JsonResponse
from django.utils import translation
from django.views import View
from drf_spectacular.extensions import (
    OpenApiAuthenticationExtension,
    OpenApiSerializerExtension,
)
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, inline_serializer
from rest_framework import serializers

from ccs.api.fields import Strict
from ccs.api.problems import CONTENT_TYPE
from ccs.api.views import ActingView, ApiView

_ANY_CALL = {
    HTTPStatus.UNAUTHORIZED: "No key, an unknown one or one that was revoked.",
    HTTPStatus.NOT_FOUND: "Not there, or not yours: the two look the same.",
    HTTPStatus.TOO_MANY_REQUESTS: "Too many requests in a minute. See Retry-After.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Our fault. Nothing was changed.",
}
_WITH_BODY = {
    HTTPStatus.BAD_REQUEST: "The body is not JSON.",
    HTTPStatus.CONFLICT: "The wrong state, or somebody was first: `detail` says who and when.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The body is too large.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Only application/json is read.",
}
_INVALID = {HTTPStatus.UNPROCESSABLE_ENTITY: "`errors` says by field what is wrong."}
_CHANGED = {HTTPStatus.PRECONDITION_FAILED: "It has changed since the version in If-Match."}


class Problem(serializers.Serializer[Any]):
    """RFC 9457 problem details."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    errors = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()), required=False
    )  # type: ignore[assignment]  # a declared field does not hide the serializer's own errors


class ApiSchema(AutoSchema):
    """Every call documents its errors without being told."""

    @property
    def call(self) -> ApiView:
        return cast("ApiView", self.view)

    def get_operation_id(self) -> str:
        """`post_referrals_reference_accept`."""
        _root, _slug, place = self.path.partition("{slug}/")
        return "_".join([self.method.lower(), *re.findall(r"\w+", place)])

    def get_request_serializer(self) -> Any:
        return self.call.takes

    def get_response_serializers(self) -> Any:
        writes = self.method != "GET"
        success = self.call.success if self.method == "POST" else HTTPStatus.OK
        errors = {
            **_ANY_CALL,
            **(_WITH_BODY if writes else {}),
            **(_INVALID if writes or self.call.asks else {}),
            **(_CHANGED if writes and self.call.versioned else {}),
        }
        files = {(success, kind): OpenApiTypes.BINARY for kind in self.call.files}
        return (
            {(success, "application/json"): self.call.answers}
            | files
            | {
                (status, CONTENT_TYPE): OpenApiResponse(Problem, description=text)
                for status, text in sorted(errors.items())
            }
        )

    def get_override_parameters(self) -> list[Any]:
        parameters: list[Any] = []
        if self.method == "GET" and self.call.asks:
            parameters.append(self.call.asks)
        if self.method == "POST" and isinstance(self.call, ActingView):
            parameters.append(_header("Idempotency-Key", "Sent again, it is done once. 24 hours."))
        if self.call.versioned and self.method == "GET":
            parameters.append(_header("ETag", "The version, for If-Match.", response=True))
        if self.call.versioned and self.method != "GET":
            parameters.append(_header("If-Match", "The ETag of the version you have read."))
        return parameters


class StrictSchema(OpenApiSerializerExtension):
    """A request holds the named fields and no others."""

    target_class = Strict
    match_subclasses = True

    def map_serializer(self, auto_schema: AutoSchema, direction: Any) -> dict[str, Any]:
        schema = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)  # noqa: SLF001
        return {**schema, "additionalProperties": False}


class KeyScheme(OpenApiAuthenticationExtension):
    target_class = "ccs.api.authentication.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class SchemaView(View):
    """Open to all: it says how to ask, not what anybody was answered."""

    def get(self, request: HttpRequest) -> JsonResponse:
        return JsonResponse(document())


@cache
def document() -> dict[str, Any]:
    with translation.override("en"):
        made: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return _without_marks(made)


def _without_marks(part: Any) -> Any:
    """The generator's own notes on choices, which its unused hook would have taken away."""
    if isinstance(part, list):
        return [_without_marks(inner) for inner in part]
    if isinstance(part, dict):
        return {
            name: _without_marks(inner) for name, inner in part.items() if name != "x-spec-enum-id"
        }
    return part


def page_of(row: type[serializers.Serializer[Any]], **more: Any) -> serializers.Serializer[Any]:
    """How a page of such rows is documented."""
    fields = {"results": row(many=True), "next": serializers.URLField(allow_null=True), **more}
    return inline_serializer(f"{row.__name__}Page", fields=fields)


def _header(name: str, description: str, *, response: bool = False) -> OpenApiParameter:
    return OpenApiParameter(
        name,
        str,
        OpenApiParameter.HEADER,
        description=description,
        response=[HTTPStatus.OK] if response else False,
    )
