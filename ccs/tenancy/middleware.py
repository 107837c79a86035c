"""Every page under /<network>/ runs in one transaction that knows who is asking."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.module_loading import import_string

from ccs.tenancy.context import Context, enter
from ccs.tenancy.held import hold
from ccs.tenancy.slugs import is_reserved


class TenancyMiddleware:
    """Signed out: to sign-in, whether or not the network exists. No membership: 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.actor_for = import_string(settings.TENANCY_ACTOR_FOR)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        vars(request).update(actor=None, network=None)
        slug = request.path_info.split("/", 2)[1]
        if is_reserved(slug):
            return self.get_response(request)
        if not request.user.is_authenticated:
            hold(request)
            return redirect_to_login(request.get_full_path())
        with enter(Context(user=request.user.pk)):
            actor = self.actor_for(user_id=request.user.pk, slug=slug)
            # Nothing of ours has a zero in its address, and the database takes none.
            if actor is None or "\0" in request.path_info:
                raise Http404
            vars(request).update(actor=actor, network=actor.network)
            if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
                # Their own choice, kept with the network, before what the browser prefers.
                translation.activate(actor.language)
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        # The exception reaches the middleware as a 500 response: without this the
        # transaction would commit the half of the work done before it.
        if connection.in_atomic_block and getattr(request, "actor", None):
            transaction.set_rollback(True)
