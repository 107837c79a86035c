"""The gallery: every component in every state, for whoever builds a page or mends a component."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ccs.ui import fields, moments
from ccs.ui.forms import Form

NOW = datetime(2026, 11, 20, 11, 30, tzinfo=UTC)


class Example(Form):
    """One field of each kind."""

    name = fields.CharField(
        label="What is their name?",
        missing="Enter their name",
        autocomplete="off",
        spellcheck=False,
    )
    born = fields.DateField(
        label="Date of birth", help_text="For example, 27 3 1988", tense="past", required=False
    )
    phone = fields.PhoneField(label="Phone number", required=False, autocomplete="off")
    email = fields.EmailField(label="Email address", required=False, autocomplete="off")
    story = fields.TextareaField(
        label="What is happening?", help_text="In their own words.", max_length=500, counted=True
    )
    urgency = fields.RadiosField(
        label="How soon do they need help?",
        choices=[("today", "Today"), ("urgent", "This week"), ("soon", "Later")],
        hints={"today": "No food, no heating, or nowhere to sleep tonight"},
        reveals={"today": "why"},
        missing="Choose how soon they need help",
    )
    why = fields.CharField(label="What must happen today?", required=False)
    needs = fields.CheckboxesField(
        label="What do they need?",
        choices=[("food", "Food"), ("fuel", "Gas or electricity"), ("none", "None of these")],
        exclusive="none",
    )
    language = fields.SelectField(
        label="Language they speak best",
        choices=[("", "Choose a language"), ("en", "English"), ("cy", "Welsh"), ("so", "Somali")],
    )
    letters = fields.FilesField(
        label="Add files", help_text="PDF or photo, 10 MB each.", required=False
    )
    agreed = fields.TickField(label="They have agreed to this referral")


class Filter(Form):
    """What a filter bar holds."""

    status = fields.SelectField(
        label="Status", choices=[("", "Any"), ("sent", "Waiting"), ("accepted", "Accepted")]
    )


def components(request: HttpRequest) -> HttpResponse:
    """Shows the example empty, or with its errors once it has been sent."""
    form = Example(request.POST or None)
    return render(
        request, "pages/components.html", {"form": form, "filter_form": Filter(), **samples()}
    )


def samples() -> dict[str, Any]:
    """What the lists and notices show."""
    due = [NOW + timedelta(hours=2), NOW + timedelta(days=1), NOW - timedelta(hours=20)]
    states = [("Waiting", "blue"), ("Accepted", "green"), ("Late", "red")]
    return {
        "results": [
            {
                "href": f"#example-{number}",
                "title": f"NC-{number}4K7P Food and fuel",
                "tag": {"text": text, "colour": colour},
                "facts": ["From Mulberry School", moments.by(moment, NOW)],
            }
            for number, (moment, (text, colour)) in enumerate(zip(due, states, strict=True), 1)
        ],
        "events": [
            event("Accepted", "Rosa Example, Island Advice", NOW - timedelta(minutes=5), ""),
            event(
                "Message",
                "Sam Sample, Mulberry School",
                NOW - timedelta(hours=2),
                "She is at work until 3pm.\nPlease text first.",
            ),
            event("Sent", "Sam Sample, Mulberry School", NOW - timedelta(days=3), ""),
        ],
        "tasks": [
            {"title": "Sign the agreement", "href": "#agreement", "done": True},
            {
                "title": "Add your services",
                "href": "#services",
                "done": False,
                "hint": "10 minutes",
            },
        ],
        "rows": [
            ("Reference", "NC-14K7P"),
            ("Name", "Alex Example", "#name"),
            ("Safe to", "Text, not call", "#safe"),
        ],
    }


def event(title: str, by: str, moment: datetime, text: str) -> dict[str, str]:
    """An event of the timeline, in words."""
    when, machine = moments.ago(moment, NOW), moments.machine(moment)
    return {"title": title, "by": by, "when": when, "machine": machine, "text": text}
