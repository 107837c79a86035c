"""What somebody wrote in a form that is not taken, to be shown back to them."""

from typing import Final

from django.http import HttpRequest

# Never shown, whatever stands in them.
_SECRET: Final = ("password", "code", "token", "secret", "key")


def what_was_written(request: HttpRequest) -> str:
    """Sentences only: ids, choices and numbers are of no use to who copies, or not for eyes.

    And only if our own page sent them: another site could make ours say whatever it wants.
    """
    if not _from_our_own_page(request):
        return ""
    return "\n\n".join(
        value.strip()
        for name, values in request.POST.lists()
        for value in values
        if " " in value.strip() and not any(part in name.lower() for part in _SECRET)
    )


def _from_our_own_page(request: HttpRequest) -> bool:
    """A page cannot forge either header; an old browser sends none, and is shown nothing."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
