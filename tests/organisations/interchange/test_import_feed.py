import pytest
from django.core.management import CommandError
from django.utils import timezone

from ccs.tenancy.context import enter, system
from organisations.agreements.models import AgreementSignature
from organisations.directory.models import (
    Contact,
    ExternalId,
    Location,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceNeed,
)
from organisations.members.models import Organisation, Team
from organisations.needs.models import NeedSynonym
from tests.organisations.interchange.directory import place
from tests.organisations.interchange.feeds import ORGANISATION, kept, run_import, service, without


def here(world):
    return enter(system(world.network.pk))


def rows_of(world):
    """Everything that an import writes, as it stands now."""
    models = [Organisation, Team, Service, ServiceNeed, Schedule, Contact, Location, ExternalId]
    with here(world):
        return [list(model.objects.order_by("pk").values()) for model in models]


def test_a_new_service_is_a_draft_for_members(world, tmp_path):
    said = run_import(world, file=kept(tmp_path, [service()]))

    with here(world):
        made = Service.objects.get(name="Harbour food parcels")
    assert (made.status, made.audience) == ("draft", "members")
    assert "drafts for members only" in said
    assert "services: 1 added, 0 changed, 0 unchanged" in said


def test_everything_that_the_source_says_is_kept(world, tmp_path):
    run_import(world, file=kept(tmp_path, service()))

    with here(world):
        made = Service.objects.get(name="Harbour food parcels")
        hours = list(made.schedules.values_list("weekday", "opens_at__hour", "closes_at__minute"))
        contacts = set(made.contacts.values_list("audience", "title", "phone", "email"))
        where = made.at_locations.get().location
        needs = [row.need_id for row in made.service_needs.all()]
    assert needs == ["food"]
    assert hours == [(1, 10, 30), (4, 10, 30)]
    assert contacts == {
        ("public", "Office", "+442079460018", ""),
        ("public", "", "", "food@harbour.example"),
    }
    assert (where.postcode, where.address) == ("E1 4NS", "2 Quay Street")
    assert (where.easting // 1000, where.northing // 1000) == (536, 181)


def test_names_of_people_are_not_taken_over(world, tmp_path):
    run_import(world, file=kept(tmp_path, service()))

    assert "Ann Persona" not in str(rows_of(world))


def test_a_new_organisation_is_registered_today_and_has_signed_nothing(world, tmp_path):
    run_import(world, file=kept(tmp_path, service()))

    with here(world):
        made = Organisation.objects.get(name="Harbour Pretend Trust")
        signed = AgreementSignature.objects.filter(organisation=made).exists()
        teams = [team.name for team in made.teams.all()]
    assert made.registered_on == timezone.localdate()
    assert teams == ["Harbour Pretend Trust"]
    assert made.charity_number == "1098765"
    assert not signed


def test_importing_twice_changes_nothing(world, tmp_path):
    file = kept(tmp_path, [service()])
    run_import(world, file=file)
    before = rows_of(world)

    said = run_import(world, file=file)

    assert rows_of(world) == before
    assert "services: 0 added, 0 changed, 1 unchanged" in said
    assert "Everything was here already." in said


def test_what_changed_at_the_source_is_changed_here_by_field(world, tmp_path):
    run_import(world, file=kept(tmp_path, service()))

    said = run_import(world, file=kept(tmp_path, service(name="Harbour food", fees="Free")))

    with here(world):
        changed = Service.objects.get(name="Harbour food")
        history = [one.what for one in changed.changes.order_by("at")]
    assert changed.fees == "Free"
    assert history[1] == ["name", "fees"]
    assert "name: Harbour food parcels -> Harbour food" in said
    assert "      fees: Free" in said
    assert "description" not in said


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["Food", None], ["Parcels", "Food"]),
        ([None, "Food"], ["Food", "Parcels"]),
        (["Food", "Parcels"], ["Parcels", "Food"]),
    ],
    ids=["a new one after", "a new one before", "exchanged"],
)
def test_a_name_that_another_gives_up_can_be_taken(world, tmp_path, before, after):
    keys = ["8c0d2b50-9a36-4a02-8f6b-2b3a5a1d0001", "8c0d2b50-9a36-4a02-8f6b-2b3a5a1d0002"]

    def called(names):
        named = zip(keys, names, strict=True)
        return kept(tmp_path, [service(id=key, name=name) for key, name in named if name])

    run_import(world, file=called(before))

    run_import(world, file=called(after))
    again = run_import(world, file=called(after))

    with here(world):
        services = ExternalId.objects.filter(kind="service").values_list("external_id", "object_id")
        found = {key: Service.objects.get(pk=pk).name for key, pk in services}
    assert found == dict(zip(keys, after, strict=True))
    assert "Everything was here already." in again


def test_a_dry_run_shows_all_and_writes_nothing(world, tmp_path):
    before = rows_of(world)

    said = run_import(world, file=kept(tmp_path, service()), dry_run=True)

    assert rows_of(world) == before
    assert "+ Harbour food parcels" in said
    assert "description: Food for three days." in said
    assert "Nothing was written." in said


def test_what_people_chose_here_stays(world, tmp_path):
    run_import(world, file=kept(tmp_path, service()))
    with here(world):
        made = Service.objects.get(name="Harbour food parcels")
        Service.objects.filter(pk=made.pk).update(status="published", audience="public")
        ServiceNeed.objects.create(network=world.network, service=made, need_id="toiletries")
        Contact.objects.create(network=world.network, service=made, title="For referrers")
        secret = place(made, "Safe house", is_secret=True, postcode="SA1 1AA")

    said = run_import(world, file=kept(tmp_path, service(fees="Free")))

    with here(world):
        made.refresh_from_db()
        assert (made.status, made.audience) == ("published", "public")
        assert made.service_needs.count() == 2
        assert made.contacts.filter(title="For referrers").exists()
        assert ServiceAtLocation.objects.filter(pk=secret.pk).exists()
    assert "already published" in said


def test_a_place_made_secret_here_is_not_opened_again(world, tmp_path):
    run_import(world, file=kept(tmp_path, service()))
    with here(world):
        Location.objects.filter(name="Harbour hall").update(is_secret=True)

    said = run_import(world, file=kept(tmp_path, service(fees="Free")))

    with here(world):
        assert [one.is_secret for one in Location.objects.filter(name="Harbour hall")] == [True]
    assert "is secret here" in said


def test_one_service_without_a_name_writes_nothing(world, tmp_path):
    before = rows_of(world)

    with pytest.raises(CommandError, match="Put right"):
        run_import(world, file=kept(tmp_path, [service(), service(id="2", name=" ")]))

    assert rows_of(world) == before


def test_dirt_is_reported_with_its_place_and_what_to_do(world, tmp_path):
    dirty = service(
        id="12-food",
        email="food at harbour",
        url="harbour dot example",
        minimum_age="old",
        contacts=[{"phones": [{"number": "ring the bell"}]}],
        schedules=[
            {"byday": "MO", "opens_at": "9", "closes_at": "17:00"},
            {"byday": "TU", "opens_at": "17:00", "closes_at": "09:00"},
            {"byday": "WE", "opens_at": "09:00", "closes_at": "10:00", "valid_from": "soon"},
        ],
        attributes=[{"taxonomy_term": {"name": "Swimming"}}],
        service_areas=[{"name": "Atlantis"}],
    )

    said = run_import(world, file=kept(tmp_path, [dirty]))

    start = "services[0] “Harbour food parcels”."
    assert f"{start}id: “12-food” is not a UUID. It is used as it is" in said
    assert f"{start}email: This is not an email address" in said
    assert f"{start}url: This is not the address of a page" in said
    assert f"{start}minimum_age: This is not an age" in said
    assert f"{start}contacts[0].phones[0].number: This is not a phone number" in said
    assert f"{start}schedules[0].opens_at: “9” is not a time" in said
    assert f"{start}schedules[1]: It closes before it opens" in said
    assert f"{start}schedules[2].valid_from: “soon” is not a date" in said
    assert f"{start}attributes[0]: “Swimming” is none of our needs" in said
    assert f"{start}service_areas[0]: We do not know the area “Atlantis”" in said
    assert "services: 1 added" in said


def test_a_word_that_people_use_here_is_a_need(world, tmp_path):
    with here(world):
        NeedSynonym.objects.create(network=world.network, word="Leccy", need_id="fuel")
    terms = [{"taxonomy_term": {"name": name}} for name in ("leccy", "Debt advice", "housing")]

    run_import(world, file=kept(tmp_path, service(attributes=terms)))

    with here(world):
        made = Service.objects.get(name="Harbour food parcels")
        assert {row.need_id for row in made.service_needs.all()} == {"fuel", "debt", "housing"}


def test_sentences_about_access_go_with_the_directions(world, tmp_path):
    whole = service()
    whole["service_at_locations"][0]["location"]["accessibility"] = [
        {"description": "Step-free"},
        {"description": "Ring the bell at the side door for the ramp."},
    ]

    run_import(world, file=kept(tmp_path, whole))

    with here(world):
        hall = Location.objects.get(name="Harbour hall")
    assert hall.accessibility == ["Step-free"]
    assert hall.directions == "Ring the bell at the side door for the ramp."


def test_one_name_at_two_places_becomes_two_services_told_apart(world, tmp_path):
    rows = [service(id="a"), without(service(id="b"), "service_at_locations")]

    run_import(world, file=kept(tmp_path, rows))

    with here(world):
        names = set(
            Service.objects.filter(name__startswith="Harbour").values_list("name", flat=True)
        )
    assert names == {"Harbour food parcels (E1 4NS)", "Harbour food parcels (b)"}


def test_what_is_no_longer_offered_is_left_out(world, tmp_path):
    said = run_import(world, file=kept(tmp_path, service(status="defunct")))

    with here(world):
        assert not Service.objects.filter(name="Harbour food parcels").exists()
    assert "no longer offered. It is left out." in said


def test_what_is_gone_from_the_source_is_named_and_stays(world, tmp_path):
    run_import(world, file=kept(tmp_path, [service(), service(id="b", name="Harbour debt line")]))

    said = run_import(world, file=kept(tmp_path, [service()]))

    with here(world):
        assert Service.objects.filter(name="Harbour debt line").exists()
    assert "No longer in the source" in said
    assert "  Harbour debt line" in said


@pytest.mark.parametrize(
    "wrap",
    [
        lambda one: one,
        lambda one: [one],
        lambda one: {"contents": [one], "total_items": 1},
        lambda one: [{**ORGANISATION, "services": [without(one, "organization")]}],
        lambda one: {
            "organizations": [{**ORGANISATION, "services": [without(one, "organization")]}]
        },
    ],
)
def test_a_service_a_list_a_page_or_a_package(world, tmp_path, wrap):
    said = run_import(world, file=kept(tmp_path, wrap(service())))

    assert "services: 1 added" in said


@pytest.mark.parametrize(
    ("whole", "why"),
    [("not json", "not JSON"), ("[]", "no service"), ("[1]", "neither a service nor a list")],
)
def test_what_is_no_feed_is_said_so(world, tmp_path, whole, why):
    with pytest.raises(CommandError, match=why):
        run_import(world, file=kept(tmp_path, whole))


def test_nothing_comes_into_another_network(world, other_world, tmp_path):
    before = rows_of(other_world)

    run_import(world, file=kept(tmp_path, service()))

    assert rows_of(other_world) == before


def test_an_organisation_here_of_the_same_name_is_asked_about(world, tmp_path):
    named = service(organization={**ORGANISATION, "name": "Quay Advice"})
    before = rows_of(world)

    with pytest.raises(CommandError):
        run_import(world, file=kept(tmp_path, named))
    after_asking = rows_of(world)
    run_import(world, file=kept(tmp_path, named), same=["Quay Advice"])

    with here(world):
        made = Service.objects.get(name="Harbour food parcels")
        assert made.team.organisation.name == "Quay Advice"
        assert Organisation.objects.count() == 3
    assert after_asking == before


@pytest.mark.parametrize(
    ("ours", "why"),
    [
        ({"name": "The Harbour Pretend Trust Ltd"}, "nearly the same name"),
        ({"name": "Something else", "charity_number": "1098765"}, "same charity number, 1098765"),
    ],
)
def test_organisations_that_may_be_the_same_are_suggested_and_never_merged(
    world, tmp_path, ours, why
):
    with here(world):
        Organisation.objects.filter(teams=world.advice_line).update(**ours)

    said = run_import(world, file=kept(tmp_path, service()))

    with here(world):
        assert Organisation.objects.count() == 4
    assert f"It may be “{ours['name']}”: " in said
    assert why in said


def test_a_person_says_which_organisation_it_is(world, tmp_path):
    run_import(
        world, file=kept(tmp_path, service()), same=["Harbour Pretend Trust=Borough Council"]
    )

    with here(world):
        made = Service.objects.get(name="Harbour food parcels")
        assert made.team == world.council
