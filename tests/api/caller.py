"""Another system that calls the API with a key."""

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from organisations.members.models import Team
from organisations.roles.actions import create_api_key
from organisations.roles.queries import network_ref
from tests.world import World

AMINA: dict[str, Any] = {
    "client": {
        "given_name": "Amina",
        "family_name": "Pretend",
        "date_of_birth": "1988-02-29",
        "phone": "020 7946 0018",
        "postcode": "E1 4NS",
        "safe_to": ["call"],
        "languages": ["so", "en"],
        "interpreter_needed": True,
    },
    "household": [{"given_name": "Yusuf", "relationship": "child", "date_of_birth": "2015-05-01"}],
    "story": "Amina has no food.",
    "wants": "A voucher.",
    "barriers": ["travel"],
    "needs": [
        {"code": "food", "urgency": "today"},
        {"code": "debt", "urgency": "soon", "member": 0},
    ],
    "answers": [{"item": "nrpf", "value": "no"}, {"item": "tenure", "value": "private rent"}],
    "consent": {"basis": "consent", "given": "in_person", "pass_on": True},
}


@dataclass
class Answer:
    status: int
    body: Any
    headers: Any


@dataclass
class Caller:
    slug: str
    key: str = ""

    def get(self, path: str, query: object = None, **headers: str) -> Answer:
        return self.call("GET", path, query=query, headers=headers)

    def post(self, path: str, body: object = None, **headers: str) -> Answer:
        return self.call("POST", path, body=body, headers=headers)

    def put(self, path: str, body: object = None, **headers: str) -> Answer:
        return self.call("PUT", path, body=body, headers=headers)

    def call(
        self,
        method: str,
        path: str,
        *,
        query: Any = None,
        body: object = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        sent = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        if self.key:
            sent["Authorization"] = f"Bearer {self.key}"
        response = Client().generic(
            method,
            path if path.startswith("/") else f"/api/v1/networks/{self.slug}/{path}",
            b"" if body is None else json.dumps(body),
            content_type="application/json",
            query_params=query,
            headers=sent,
        )
        return Answer(response.status_code, json.loads(response.content), response.headers)

    def sent(self, *services: Any, **headers: str) -> list[str]:
        """References of new referrals, from a new conversation."""
        told = self.post("assessments", AMINA)
        asked = {"services": [str(service.pk) for service in services]}
        made = self.post(f"assessments/{told.body['id']}/referrals", asked, **headers)
        return [row["reference"] for row in made.body["results"]]


def caller_of(world: World, team: Team | None, *, name: str = "Case system") -> Caller:
    with enter(system(world.network.pk)):
        actor = Actor(network=network_ref(world.network), name="")
        key = create_api_key(actor=actor, name=name, team_id=team and team.pk)
    return Caller(slug=world.network.slug, key=key)
