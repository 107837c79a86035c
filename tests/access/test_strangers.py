"""Under their own address or under ours, strangers learn nothing."""

import re
from uuid import uuid4

import pytest
from django.http import HttpResponse

from tests.access.addresses import Address, addresses
from tests.access.matrix import Row, rows
from tests.access.scene import Scene

BY_NAME = {address.name: address for address in addresses()}
# Pages about one thing of a network; the rest of the table has no stranger to it.
# Not things of one network: a need, a group of settings, a lesson and a tip are everybody's;
# a page of help that comes with the product too; what waits no longer is told as that;
# typing may come before what it is kept for; a filter that is gone is removed; a figure is
# counted, and entered, for every network. Each answers whatever the id is.
NO_THINGS = {
    "organisations:add_clause",
    "organisations:discard_agreement",
    "organisations:edit_agreement",
    "organisations:preview_agreement",
    "organisations:publish_agreement",
    "networks:change_settings",
    "organisations:help_product",
    "organisations:lesson",
    "referrals:assign_desk",
    "referrals:dismiss",
    "referrals:prompts_about",
    "referrals:typed",
    "referrals:remove_filter",
    "reporting:download",
    "reporting:figure",
    "reporting:history_template",
    "reporting:year_figure",
}
THINGS = [
    row
    for row in rows()
    if row.answers["other"] == "404"
    and len(BY_NAME[row.name].arguments) > 1
    and row.name not in NO_THINGS
]
of_a_thing = pytest.mark.parametrize("row", THINGS, ids=lambda row: f"{row.name} {row.method}")
ABSENT = {"reference": "XXXX-XXXX"}


def words(response: HttpResponse) -> str:
    """What is read: without the secret that differs, and the address that was asked."""
    text = re.sub(r'value="\w{64}"', "", response.content.decode())
    return re.sub(r"/(hamlets|norwich)/[^\s\"]*", "", text)


def absent(address: Address) -> dict[str, object]:
    """Other things than there are, in the same network."""
    return {
        argument: ABSENT.get(argument, uuid4())
        for argument in address.arguments
        if argument != "network"
    }


@of_a_thing
def test_another_networks_thing_is_not_there_under_ones_own_address(scene: Scene, row: Row) -> None:
    address, network = BY_NAME[row.name], scene.other.network.slug
    theirs = scene.path(address, network=network)
    nothing = scene.path(address, network=network, **absent(address))

    for name in ("teacher", "manager", "coordinator"):
        by = scene.other.user(name)
        answer = scene.ask(row.name, row.method, by=by, path=theirs)
        none = scene.ask(row.name, row.method, by=by, path=nothing)

        assert (answer.status_code, words(answer)) == (404, words(none))


@of_a_thing
def test_what_is_not_yours_answers_as_what_there_is_not(scene: Scene, row: Row) -> None:
    address = BY_NAME[row.name]
    strangers = [role for role in row.answers if row.answers[role] == "404"]

    for role in strangers:
        by = scene.people[role]
        answer = scene.ask(row.name, row.method, by=by, path=scene.path(address))
        nothing = scene.path(address, **absent(address))
        none = scene.ask(row.name, row.method, by=by, path=nothing)

        assert (none.status_code, words(answer)) == (404, words(none))
