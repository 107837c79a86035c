"""What every call of the API shares: a key, a context, one transaction, one shape of error."""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, cast

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ccs.api.fields import Strict
from ccs.api.idempotency import once
from ccs.api.problems import broken, unavailable
from ccs.health.away import database_is_away
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import NOBODY, enter
from ccs.tenancy.problems import NotAllowed

logger = logging.getLogger("ccs.api")


class ApiView(APIView):
    """Entered by a team's key; `for_analysts` lets an analyst's key in as well.

    `asks` describes the query, `takes` a body, `answers` what comes back, `versioned` whether
    ETag and If-Match are used, `files` the kinds of file that it answers instead: the code runs by
    them and the OpenAPI document is made from them.
    """

    actor: Actor
    for_analysts = False
    asks: type[Strict] | None = None
    takes: type[Strict] | None = None
    answers: Any = None
    versioned = False
    files: Sequence[str] = ()
    success = HTTPStatus.OK

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """One transaction around all of it: an error, wherever it comes from, undoes everything."""
        try:
            with enter(NOBODY):
                return super().dispatch(request, *args, **kwargs)
        except Exception as error:  # the caller is owed an answer it can read, and we a traceback
            logger.exception("api.failed")
            return unavailable() if database_is_away(error) else broken()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Another network, a key that may not come here and an absent page are the same."""
        super().initial(request, *args, **kwargs)
        self.actor = cast("Actor", request.auth)
        admitted = self.actor.teams or self.for_analysts
        if not admitted or kwargs.get("slug", self.actor.network.slug) != self.actor.network.slug:
            raise NotAllowed(_("There is nothing here."))
        # Read whole and now: that is when Django checks its limit on a body's size.
        request.body  # noqa: B018

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        """Nobody on the way keeps what may be about a person."""
        response["Cache-Control"] = "no-store"
        return super().finalize_response(request, response, *args, **kwargs)

    def query(self) -> dict[str, Any]:
        """The query as `asks` describes it."""
        assert self.asks is not None  # noqa: S101 - a view that asks says what
        return checked(self.asks, self.request.query_params)

    def body(self) -> dict[str, Any]:
        """The body as `takes` describes it."""
        assert self.takes is not None  # noqa: S101 - a view that takes says what
        return checked(self.takes, self.request.data)


class ActingView(ApiView):
    """A POST, done once however often it is sent with the same Idempotency-Key."""

    def perform(self, data: dict[str, Any]) -> Sequence[str]:
        """Do it, and name what was made or changed."""
        raise NotImplementedError

    def answer(self, references: Sequence[str]) -> Mapping[str, Any]:
        """The named things as they are now: for the first request and for its repeats."""
        raise NotImplementedError

    def post(self, request: Request, **_where: Any) -> HttpResponseBase:
        references = once(request, actor=self.actor, act=lambda: self.perform(self.body()))
        return Response(self.answer(references), status=self.success)


class NothingHere(ApiView):
    """Any other address below /api/v1/: a key first, as everywhere."""

    for_analysts = True
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request)
        raise NotAllowed(_("There is nothing here."))


def checked(kind: type[Strict], data: Any) -> dict[str, Any]:
    """Raises the REST framework's ValidationError, naming what is wrong."""
    serializer = kind(data=data)
    serializer.is_valid(raise_exception=True)
    validated: dict[str, Any] = serializer.validated_data
    return validated
