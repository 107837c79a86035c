"""What every answer carries, whatever made it: a page, a file, a refusal or a crash."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

# Nothing of the machine is asked for, but the key that somebody signs in with.
_OFF: Final = (
    "accelerometer", "ambient-light-sensor", "attribution-reporting", "autoplay", "bluetooth",
    "browsing-topics", "camera", "compute-pressure", "display-capture", "encrypted-media",
    "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get",
    "idle-detection", "interest-cohort", "local-fonts", "magnetometer", "microphone", "midi",
    "otp-credentials", "payment", "picture-in-picture", "screen-wake-lock", "serial",
    "storage-access", "usb", "web-share", "window-management", "xr-spatial-tracking",
)  # fmt: skip
_OURS: Final = ("publickey-credentials-create", "publickey-credentials-get")
PERMISSIONS: Final = ", ".join(
    [*(f"{name}=()" for name in _OFF), *(f"{name}=(self)" for name in _OURS)]
)
# A view that says something else of its own is believed; saying nothing is to be kept by nobody.
UNLESS_SAID: Final = {
    "Cache-Control": "private, no-store",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}


class HeadersMiddleware:
    """Outside of what may refuse or fail, so that refusals and failures carry them too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in UNLESS_SAID.items():
            response.headers.setdefault(name, value)
        return response
