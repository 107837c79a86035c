"""Pages as somebody's browser would ask for them."""

from html.parser import HTMLParser

from django.http import HttpResponse

from organisations.directory.models import Service
from tests.world import World


def keep(world: World, service: Service, rest: str = "") -> str:
    return f"/{world.network.slug}/services/ours/{service.pk}/{rest}"


def words(answer: HttpResponse) -> str:
    """What is read in the middle of the page, on one line."""
    reader = _Reader()
    reader.feed(answer.content.decode())
    return " ".join(" ".join(reader.said).split())


def typed(answer: HttpResponse) -> dict[str, object]:
    """What the page's own form would send, as it stands."""
    reader = _Reader()
    reader.feed(answer.content.decode())
    return reader.sent


class _Reader(HTMLParser):
    """The words of `main`, and the controls of its forms but for those of a single button."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.sent: dict[str, object] = {}
        self.main, self.form, self.area, self.choice = False, False, "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        if tag == "main":
            self.main = True
        if tag == "form":
            self.form = self.main and "novalidate" in has
        name = has.get("name") or ""
        if not self.form:
            return
        if tag == "select":
            self.choice, self.sent[name] = name, ""
        elif tag == "option" and self.choice and "selected" in has:
            self.sent[self.choice] = has.get("value") or ""
        elif tag == "textarea":
            self.area, self.sent[name] = name, ""
        elif tag == "input" and name:
            self._input(name, has)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("main", "form", "textarea", "select"):
            setattr(self, {"textarea": "area", "select": "choice"}.get(tag, tag), "")

    def handle_data(self, data: str) -> None:
        if self.area:
            self.sent[self.area] = f"{self.sent[self.area]}{data}"
        elif self.main:
            self.said.append(data)

    def _input(self, name: str, has: dict[str, str | None]) -> None:
        value = has.get("value") or ""
        if has.get("type") == "checkbox":
            ticked = self.sent.setdefault(name, [])
            if "checked" in has:
                ticked.append(value)
        elif has.get("type") != "radio" or "checked" in has:
            self.sent[name] = value
