"""The Jinja2 environment of every page and email."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import (
    BaseLoader,
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    Undefined,
    select_autoescape,
)
from jinja2.utils import missing

from ccs.ui.forms import error_summary, shown_fields


class Govuk(PackageLoader):
    """Loads GOV.UK's macros, which read names and keys that nobody gave and take that for no."""

    lenient: Environment

    def __init__(self) -> None:
        super().__init__("govuk_frontend_jinja")

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:  # noqa: A002
        """Compiled for the lenient twin of the environment of our own pages."""
        return super().load(self.lenient, name, globals)


class NamesMustExist(Undefined):
    """Refuses an unknown name or attribute; a dictionary's missing key is just empty.

    Rows that a presenter makes leave out what they do not have.
    """

    def __new__(  # type: ignore[misc]  # Jinja2 wants a class and calls it for a value
        cls, hint: str | None = None, obj: Any = missing, name: str | None = None, **rest: Any
    ) -> Undefined:
        """Strict for a mistake in a template, lenient for what a row or a caller leaves out."""
        lenient = isinstance(obj, dict) or name in (None, "caller")
        return (ChainableUndefined if lenient else StrictUndefined)(hint, obj, name, **rest)


def url(name: str, **kwargs: Any) -> str:
    """The address of a named page."""
    return reverse(name, kwargs=kwargs)


def environment(
    *, loader: BaseLoader, undefined: type[Undefined], autoescape: bool = True, **options: Any
) -> Environment:
    """Jinja2 with GOV.UK's macros, gettext, and the few functions that a template may call."""
    strict, govuk = issubclass(undefined, StrictUndefined), Govuk()
    made = Environment(
        loader=ChoiceLoader([loader, PrefixLoader({"govuk_frontend_jinja": govuk})]),
        undefined=NamesMustExist if strict else ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        # Everything is escaped but the plain text of emails.
        autoescape=select_autoescape(disabled_extensions=["txt"], default=True),
        **options,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    made.globals |= {
        "service_name": settings.SERVICE_NAME,
        "static": static,
        "url": url,
        "error_summary_of": error_summary,
        "shown_fields": shown_fields,
        # JavaScript's words for nothing, which the GOV.UK macros still use
        "undefined": ChainableUndefined(),
        "null": None,
    }
    govuk.lenient = made.overlay(undefined=ChainableUndefined)
    return made
