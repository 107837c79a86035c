"""Puts a letter into words, in the reader's language, as plain text and HTML."""

from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from ccs.outbox.models import OutboxMessage
from ccs.outbox.registry import Letter


def worded(row: OutboxMessage, letter: Letter) -> EmailMultiAlternatives:
    page = letter.page or row.template
    with translation.override(letter.language):
        context = {
            **letter.context,
            "subject": _one_line(str(letter.subject)),
            "sender": letter.sender,
            "language": letter.language,
            "service_name": settings.SERVICE_NAME,
            "site_url": settings.SITE_URL,
        }
        text = render_to_string(f"email/{page}.txt", context)
        html = render_to_string(f"email/{page}.html", context)
    email = EmailMultiAlternatives(
        subject=context["subject"],
        body=text.strip() + "\n",
        from_email=_from(letter.sender),
        to=[letter.to],
        headers={
            "Message-ID": row.message_id,
            # Holiday answers to a machine help nobody.
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    email.attach_alternative(html, "text/html")
    return email


def _from(sender: str) -> str:
    """The site's address under the network's name."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((_one_line(sender or name), address))


def _one_line(text: str) -> str:
    """A header is one line; a name that people typed may not be."""
    return " ".join(text.split())
