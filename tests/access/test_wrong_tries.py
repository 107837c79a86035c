"""Who is refused leaves a line of ids and codes in the log, and nothing of what they typed."""

import json
import logging
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from ccs.audit.models import AuditRecord
from ccs.jobs.models import Job
from ccs.logs.formatter import PrivateJsonFormatter
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from tests.access.deeds import Deed
from tests.access.doers import Doer
from tests.access.stage import Stage
from tests.access.test_deeds import BY_NAME, answer_of, ids_in
from tests.access.who_may import NO_KEY, NOT_THERE, rows

NAME, PHONE, EMAIL = "Zebedee Quillfeather", "07700 900987", "zebedee@canary.example"
CANARY = f"{NAME} {PHONE} {EMAIL}"
SIGNS = ("zebedee", "quillfeather", "900987", "canary")


class Kept(logging.Handler):
    """What standard output gets."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[dict[str, Any]] = []
        self.setFormatter(PrivateJsonFormatter())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(json.loads(self.format(record)))


@pytest.fixture
def log() -> Iterator[Kept]:
    kept = Kept()
    logging.getLogger().addHandler(kept)
    yield kept
    logging.getLogger().removeHandler(kept)


def ask(acted: Stage, deed: Deed, doer: Doer, log: Kept) -> tuple[str, list[dict[str, Any]], str]:
    """The canary in every field: the answer, the lines, and the rows that say what was done."""
    typed = dict.fromkeys([*(deed.typed or {}), "name", "phone", "email"], CANARY)
    where = {"network": doer.network, "slug": doer.network, **deed.things}
    with transaction.atomic():
        browser = doer.open()
        log.lines.clear()
        path, query = BY_NAME[deed.address].path(where), {"q": CANARY}
        kind = {"content_type": "application/json"} if deed.json else {}
        answer = browser.post(path, typed, query_params=query, **kind)
        lines = list(log.lines)
        rows = written(acted.networks)
        transaction.set_rollback(True)
    return answer_of(answer), lines, rows


def written(networks: list[UUID]) -> str:
    """Of audit, jobs and outbox: all that is there."""
    found = []
    for network_id in networks:
        with enter(system(network_id)):
            for model in (AuditRecord, Job, OutboxMessage):
                found += list(model.objects.order_by("-pk").values()[:50])
    return str(found).lower()


@pytest.mark.parametrize(
    "name",
    [name for name, answers in rows().items() if {NOT_THERE, NO_KEY} & set(answers.values())],
)
def test_a_wrong_try_is_a_line_of_who_and_where_and_holds_nothing_that_was_typed(
    acted: Stage, log: Kept, name: str
) -> None:
    deed = acted.deeds[name]
    refused = [
        doer
        for column, answer in rows()[name].items()
        for doer in acted.columns[column]
        if answer in {NOT_THERE, NO_KEY} and (doer.ours or ids_in(deed))
    ]

    asked = [(doer, *ask(acted, deed, doer, log)) for doer in refused]

    for doer, answer, lines, kept in asked:
        [line] = [one for one in lines if one["logger"] == "ccs.refused"]
        said = json.dumps(lines).lower()
        who = str(doer.user.pk) if doer.user else None
        assert (line["route"], line["status"], line["user_id"]) == (
            BY_NAME[deed.address].route,
            int(answer),
            who,
        )
        assert line["network"] in {None, *map(str, acted.networks)}
        assert [sign for sign in SIGNS if sign in said or sign in kept] == []
        assert [one for one in ids_in(deed) if str(deed.things[one]) in said] == []
        assert acted.reference.lower() not in said
