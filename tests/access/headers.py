"""What every answer carries, whoever asks for whatever address."""

from django.http import HttpResponse

POLICY = {
    "default-src 'none'",
    "base-uri 'none'",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self' data:",
    "manifest-src 'self'",
    "object-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
}
# A file of somebody else's is not shown at all.
SANDBOX = {"sandbox", "default-src 'none'"}
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "X-Permitted-Cross-Domain-Policies": "none",
}
REFERRERS = {"same-origin", "no-referrer"}
# A network's colours; and what anybody finds without signing in. The feed is for every site.
KEPT = (
    "theme", "oruk", "find_help", "organisations:find_help", "organisations:public",
    "organisations:robots", "organisations:sitemap", "organisations:network_sitemap",
    "organisations:leaflet", "organisations:make_leaflet", "referrals:you_said",
)  # fmt: skip


def policy_of(answer: HttpResponse) -> set[str]:
    written = answer.headers.get("Content-Security-Policy", "")
    return {part.strip() for part in written.split(";") if part.strip()}


def missing(name: str, answer: HttpResponse) -> list[str]:
    """The headers that are not there, or not as strict as they should be."""
    headers = answer.headers
    feed = name.startswith("oruk")
    open_to_all = headers.get("Access-Control-Allow-Origin")
    wrong = [key for key, value in FIXED.items() if headers.get(key) != value]
    checks = {
        "Content-Security-Policy": policy_of(answer) in (POLICY, SANDBOX),
        "Referrer-Policy": headers.get("Referrer-Policy") in REFERRERS,
        "Permissions-Policy": "camera=()" in headers.get("Permissions-Policy", "")
        and "publickey-credentials-get=(self)" in headers["Permissions-Policy"],
        "Cross-Origin-Resource-Policy": headers.get("Cross-Origin-Resource-Policy")
        == ("cross-origin" if feed else "same-origin"),
        "Access-Control-Allow-Origin": open_to_all == ("*" if feed else None),
        "Cache-Control": "no-store" in headers.get("Cache-Control", "") or name.startswith(KEPT),
    }
    return [*wrong, *(key for key, well in checks.items() if not well)]
