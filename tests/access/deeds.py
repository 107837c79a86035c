"""Every right of a person and every duty of who keeps the record, as somebody would do it.

A deed is done when its table got a row or a change, and read when its answer shows `shows`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client as Browser
from django.utils import timezone

from ccs.tenancy.context import enter, system
from networks.networks.queries import network_by_id
from networks.settings.actions import mark
from networks.settings.queries import known
from networks.settings.rules import Group
from referrals.audit.models import UnusualReading
from referrals.clients.actions import stand_of
from referrals.clients.models import Client
from tests.access.rights_things import BORN, FAMILY, Things
from tests.access.scene import Scene
from tests.referrals.emergency.reading import WHY
from tests.referrals.journey import who

_BOXES = ("day", "month", "year")
FILE = "attachment; filename"
OPENED = "Opened the letter of a referral"


@dataclass(frozen=True)
class Deed:
    """`typed` is what a form holds; without it the page is only opened."""

    address: str
    things: Mapping[str, object] = field(default_factory=dict)
    typed: Mapping[str, Any] | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    writes: str = ""
    shows: str = ""
    json: bool = False
    # What even a vain try writes: a row of the audit, that somebody tried.
    vain: frozenset[str] = frozenset()

    def ask(self, browser: Browser, path: str) -> HttpResponse:
        if self.typed is None:
            return browser.get(path, self.query)
        kind = {"content_type": "application/json"} if self.json else {}
        return browser.post(path, self.typed, query_params=self.query, **kind)


def deeds(scene: Scene, things: Things) -> dict[str, Deed]:
    return {
        **_rights(scene, things),
        **_steps(things),
        **_kept(scene, things),
        **_watched(scene, things),
        **_emergencies(scene, things),
        **_sealed(),
        **_accounts(scene, things),
    }


def deeds_by_key(things: Things) -> dict[str, Deed]:
    """What of it the API does: the rest has no call."""
    one, base = things.referral, "api/v1/networks/<slug:slug>"
    reference, told = {"reference": one.reference}, {"assessment_id": one.assessment_id}
    return {
        "read the letter": Deed(f"{base}/referrals/<str:reference>", reference, shows=FAMILY),
        "read the messages": Deed(
            f"{base}/referrals/<str:reference>/messages", reference, shows="results"
        ),
        "take the agreement back for them": Deed(
            f"{base}/assessments/<uuid:assessment_id>/withdraw_consent",
            told,
            {},
            writes="referrals_consent",
            json=True,
        ),
        "read what people said, as figures": Deed(f"{base}/reports/voice", shows="asked"),
    }


def _rights(scene: Scene, things: Things) -> dict[str, Deed]:
    person = {"client_id": things.ids["person"]}
    wish = {"kind": "object", "asked_by": "person", **_day("received_on", timezone.localdate())}
    named = {"given_name": "Dana", "family_name": FAMILY, **_day("date_of_birth", BORN)}
    with scene.world.acting("teacher"):
        seen = stand_of(Client.objects.get(pk=things.ids["person"]))
    put_right = who(given_name="Dana", family_name=FAMILY, phone="020 7946 0099", seen=seen)
    one = {"request_id": things.ids["unchecked"]}
    return {
        "find somebody by name": Deed(
            "referrals:people", typed={"q": "Dana"}, shows=f"Dana {FAMILY}"
        ),
        "open somebody’s record": Deed("referrals:person", person, shows=FAMILY),
        "put a fact right": Deed(
            "referrals:person_details", person, put_right, writes="referrals_correction"
        ),
        "take a request, with the person there": Deed(
            "referrals:ask_by_right", person, wish, writes="referrals_rightsrequest"
        ),
        "take a request, by name and birthday": Deed(
            "referrals:find_for_rights", typed={**wish, **named}, writes="referrals_rightsrequest"
        ),
        "see it in the list": Deed("referrals:rights", shows=f"/rights/{things.ids['unchecked']}/"),
        "open it": Deed("referrals:rights_request", one, shows="They ask for a copy"),
    }


def _steps(things: Things) -> dict[str, Deed]:
    def step(deed: str, request: str, why: str = "", writes: str = "rightsstep") -> Deed:
        return Deed(
            "referrals:rights_step",
            {"request_id": things.ids[request], "deed": deed},
            {"why": why} if why else {},
            writes=f"referrals_{writes}",
        )

    def copy(form: str, shows: str) -> Deed:
        where = {"request_id": things.ids["agreed"], "form": form}
        return Deed("referrals:rights_copy", where, {}, shows=shows)

    return {
        "say how it is known that it is they": step("identity", "unchecked", "document"),
        "take two more months": step("longer", "unchecked", "complex"),
        "refuse it": step("refuse", "unchecked", "nothing"),
        "take it back for them": step("withdraw", "unchecked"),
        "end it as done": step("finish", "unchecked"),
        "agree as the first of two": step("propose", "checked"),
        "take that back": step("take-back", "proposed"),
        "agree to a copy as the second": step("agree", "proposed"),
        "the copy as a page": copy("page", FAMILY),
        "the copy as a PDF": copy("pdf", "%PDF-"),
        "the copy as JSON": copy("json", FAMILY),
        "restrict": step("restrict", "kept", "objection", "restriction"),
        "lift a restriction": step("lift", "restricted", "checked", "restriction"),
        "erase, as the second of two": step("agree", "erasing", writes="erasure"),
    }


def _kept(scene: Scene, things: Things) -> dict[str, Deed]:
    limits = known(network_by_id(scene.world.network.pk), Group.KEEPING)
    typed = {"consent_months": "12", "retention_years": "5", "declined_months": "12"}
    days = {**_day("first", "1 4 2026"), **_day("last", "30 6 2026"), "format": "csv"}
    export = {"export_id": things.ids["export"]}
    return {
        "see limits, what the next night takes, and past nights": Deed(
            "referrals:retention", shows="In the next 12 months"
        ),
        "change how long things are kept": Deed(
            "networks:change_settings",
            {"group": "keeping"},
            {**typed, "seen": mark(limits)},
            writes="networks_settingchange",
        ),
        "ask for a long list": Deed("reporting:exports", typed=days, writes="reporting_export"),
        "see whether it is there": Deed("reporting:export", export, shows="2026"),
        "take it away": Deed("reporting:export_file", export, shows=things.referral.reference),
    }


def _watched(scene: Scene, things: Things) -> dict[str, Deed]:
    today = timezone.localdate()
    window = {**_day("since", today), **_day("until", today), "since_at": "0", "until_at": "24"}
    adviser = {"member_id": scene.world.people["adviser"].pk}
    referral, person = {"reference": things.referral.reference}, {"client_id": things.ids["person"]}
    key = {"key_id": scene.things["referrals:exposed_by_key key_id"]}
    reading, csv = {"reading_id": scene.things["reading_id"]}, {"kind": "csv"}
    opened = {"query": window, "shows": things.referral.reference}
    return {
        "whose acts may be looked at": Deed("referrals:audit", shows="Adviser Sample"),
        "what a worker did": Deed("referrals:member_trail", adviser, shows="Adviser Sample"),
        "the same as a file": Deed("referrals:member_trail", adviser, csv, shows=FILE),
        "who read a referral": Deed("referrals:referral_trail", referral, shows=OPENED),
        "who read it, as a file": Deed("referrals:referral_trail", referral, csv, shows=FILE),
        "who read a person’s record": Deed("referrals:person_trail", person, shows=OPENED),
        "who read it as a file": Deed("referrals:person_trail", person, csv, shows=FILE),
        "what stood out": Deed("referrals:unusual", shows=str(reading["reading_id"])),
        "answer for what stood out": Deed(
            "referrals:unusual_reading",
            reading,
            {"answer": "right", "note": "A night shift."},
            writes="referrals_unusualreading",
        ),
        "what an account opened": Deed("referrals:exposed_by_member", adviser, **opened),
        "the list for the breach report": Deed(
            "referrals:exposed_by_member", adviser, csv, query=window, shows=FILE
        ),
        "what a key opened": Deed("referrals:exposed_by_key", key, query=window, shows="Till"),
    }


def _emergencies(scene: Scene, things: Things) -> dict[str, Deed]:
    """By somebody of the team beside that which has the letter; one was opened before."""
    opened = scene.things["emergency_id"]
    with enter(system(scene.world.network.pk)):
        looked_into = UnusualReading.objects.get(emergency=opened).pk
    asking = {"reference": things.referral.reference, "told": "on", **WHY}
    return {
        "open a letter in an emergency": Deed(
            "referrals:emergency",
            typed=asking,
            writes="referrals_emergencyreading",
            vain=frozenset({"ccs_auditrecord"}),
        ),
        "read a letter that was opened so": Deed(
            "referrals:emergency_letter", {"emergency_id": opened}, shows="Edda"
        ),
        "see in the list that one was": Deed("referrals:unusual", shows=f"/{looked_into}/"),
        "see by whom, and why": Deed(
            "referrals:unusual_reading", {"reading_id": looked_into}, shows="The line went dead."
        ),
    }


def _sealed() -> dict[str, Deed]:
    csv = {"kind": "csv"}
    return {
        "have the audit compared with its seals": Deed(
            "referrals:seals", typed={}, shows="Is the audit as it was?"
        ),
        "take the seals away": Deed("referrals:seals", typed=csv, shows=FILE),
        "what the programme’s team did here": Deed(
            "referrals:programme_trail", shows="What the programme’s team did here"
        ),
        "what it did, as a file": Deed("referrals:programme_trail", typed=csv, shows=FILE),
    }


def _accounts(scene: Scene, things: Things) -> dict[str, Deed]:
    people = scene.world.people
    known_well = {"known": "on"}
    return {
        "take off a worker’s lost second step": Deed(
            "organisations:reset_second_step",
            {"member_id": people["teacher"].pk},
            {**known_well, "number": things.numbers["teacher"]},
            writes="ccs_loststep",
        ),
        "take off a coordinator’s": Deed(
            "organisations:programme_reset_second_step",
            typed={
                **known_well,
                "email": scene.world.email("coordinator"),
                "number": things.numbers["coordinator"],
            },
            writes="ccs_loststep",
        ),
        "end somebody’s membership and sessions": Deed(
            "organisations:remove_member",
            {"member_id": people["adviser2"].pk},
            {},
            writes="organisations_membership",
        ),
        "end a session of the team’s worker": Deed(
            "sign_out_of", {"pk": things.session}, {}, writes="usersessions_usersession"
        ),
        "stop trusting their browser": Deed(
            "stop_trusting", {"device_id": things.device}, {}, writes="ccs_knowndevice"
        ),
    }


def _day(name: str, day: Any) -> dict[str, str]:
    parts = day.split() if isinstance(day, str) else [str(day.day), str(day.month), str(day.year)]
    return {f"{name}-{part}": value for part, value in zip(_BOXES, parts, strict=True)}
