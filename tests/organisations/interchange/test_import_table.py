import csv
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ccs.tenancy.context import enter, system
from organisations.directory.models import Service
from organisations.members.models import Organisation
from tests.organisations.interchange.directory import add_places
from tests.organisations.interchange.feeds import kept, run_import

HEAD = "organisation,team,service,description,needs,area,eligibility,contact\n"
FULL = HEAD + (
    "Quay Advice,Quay casework,Fuel vouchers,Vouchers,fuel; Food,Tower Hamlets; whole network,"
    "Residents,020 7946 0018; fuel@quay.example\n"
    "Harbour Pretend Trust,,Bus fares,,travel,,,\n"
)


def here(world):
    return enter(system(world.network.pk))


def test_each_line_is_a_service_of_its_team(world, tmp_path):
    add_places()

    run_import(world, file=kept(tmp_path, FULL, "directory.csv"))

    with here(world):
        made = Service.objects.get(name="Fuel vouchers")
        needs = {row.need_id for row in made.service_needs.all()}
        areas = {(row.kind, row.code) for row in made.areas.all()}
        contacts = {(row.phone, row.email) for row in made.contacts.all()}
        assert made.team == world.casework
    assert (made.status, made.audience) == ("draft", "members")
    assert needs == {"fuel", "food"}
    assert areas == {("authority", "E09000030"), ("network", "")}
    assert contacts == {("+442079460018", ""), ("", "fuel@quay.example")}


def test_a_new_organisation_gets_a_team_of_its_name(world, tmp_path):
    add_places()

    run_import(world, file=kept(tmp_path, FULL, "directory.csv"))

    with here(world):
        made = Organisation.objects.get(name="Harbour Pretend Trust")
        assert [team.name for team in made.teams.all()] == ["Harbour Pretend Trust"]


def test_importing_twice_changes_nothing(world, tmp_path):
    add_places()
    file = kept(tmp_path, FULL, "directory.csv")
    run_import(world, file=file)

    said = run_import(world, file=file)

    assert "services: 0 added, 0 changed, 2 unchanged" in said


def test_a_line_of_a_service_that_is_here_changes_it(world, tmp_path):
    text = HEAD + "Quay Advice,Quay casework,Debt casework,New words,,,,\n"

    said = run_import(world, file=kept(tmp_path, text, "directory.csv"))

    with here(world):
        world.debt.refresh_from_db()
    assert world.debt.description == "New words"
    assert world.debt.status == "published"
    assert "services: 0 added, 1 changed, 0 unchanged" in said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (",,Bus fares,,travel,,,", "line 2, organisation: This is empty"),
        ("Harbour,,,,travel,,,", "line 2, service: This is empty"),
        ("Harbour,,Bus,,swimming,,,", "line 2, needs: “swimming” is none of our needs"),
        ("Harbour,,Bus,,travel,Atlantis,,", "line 2, area: We do not know the area “Atlantis”"),
        ("Harbour,,Bus,,travel,,,,,x", "line 2: There are more values than columns"),
        ("Harbour,Quay casework,Bus,,travel,,,", "is a team of another organisation here"),
        (
            "Harbour,,Bus,,travel,,,\nHarbour,,Bus,,travel,,,",
            "line 3: This service stood on a line before",
        ),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_written(world, tmp_path, line, said):
    out = StringIO()
    file = kept(tmp_path, HEAD + line + "\n", "directory.csv")

    with pytest.raises(CommandError):
        call_command("import_directory", network="hamlets", file=file, stdout=out)

    with here(world):
        assert Organisation.objects.count() == 3
    assert said in out.getvalue()


def test_unknown_columns_are_refused_by_name(world, tmp_path):
    file = kept(tmp_path, "organisation,service,colour\nHarbour,Bus,red\n", "directory.csv")

    with pytest.raises(CommandError, match="colour"):
        run_import(world, file=file)


def test_a_bad_contact_is_left_out_with_its_place(world, tmp_path):
    text = HEAD + "Harbour,,Bus,,travel,,,ring us; bus@@harbour\n"

    said = run_import(world, file=kept(tmp_path, text, "directory.csv"))

    assert "line 2, contact: This is not a phone number" in said
    assert "line 2, contact: This is not an email address" in said
    assert "services: 1 added" in said


@pytest.mark.parametrize(
    ("who", "status"),
    [("coordinator", 200), ("manager", 200), ("adviser", 404), ("analyst", 404)],
)
def test_the_template_is_for_those_who_keep_the_directory(client, world, who, status):
    client.force_login(world.user(who))

    answer = client.get("/hamlets/directory/template.csv")

    assert answer.status_code == status


def test_the_template_can_be_imported_as_it_is(client, world, tmp_path):
    client.force_login(world.user("coordinator"))
    template = client.get("/hamlets/directory/template.csv").content.decode()

    said = run_import(world, file=kept(tmp_path, template, "template.csv"))

    assert next(csv.reader(StringIO(template)))[0] == "\ufefforganisation"
    assert "To look at" not in said
    assert "services: 1 added" in said
