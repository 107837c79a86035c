"""A history is brought in whole or not at all, changes with its files, and can be taken back."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import NotAllowed, Problem
from reporting.facts.queries import counted
from reporting.figures.rules import Period
from reporting.history.actions import ask_to_undo
from reporting.history.models import HistoryImport, HistoryOrganisation, HistoryReferral
from reporting.history.queries import organisation_names, registered
from reporting.history.tasks import undo_again, wake_to_undo
from tests.reporting.history.files import ORGANISATIONS, REFERRALS, bring

pytestmark = pytest.mark.django_db

YEAR = Period(date(2019, 10, 1), date(2020, 9, 30))


def accepted(world, **where):
    return sum(one.n for one in counted(world.network.pk, "routes", "accepted", YEAR, where=where))


def here(world):
    """Every row of the network, imports too."""
    with enter(system(world.network.pk)):
        tables = (HistoryImport, HistoryOrganisation, HistoryReferral)
        return [table.objects.filter(network=world.network).count() for table in tables]


def undo(world, report):
    ask(world, report)
    worker_comes(world, report)


def ask(world, report, role="coordinator"):
    with world.acting(role) as actor:
        ask_to_undo(actor=actor, import_id=report.batch, wake=wake_to_undo)


def worker_comes(world, report):
    with enter(system(world.network.pk)):
        undo_again(world.network.pk, report.batch)


def test_the_same_files_again_add_and_change_nothing(world, other_world):
    bring(world)

    again = bring(world)

    assert (again.organisations.same, again.referrals.same, again.writes) == (2, 3, False)
    assert here(world) == [1, 2, 3]
    assert (accepted(world), accepted(other_world)) == (2, 0)


def test_a_row_with_the_same_id_replaces_what_it_said_before(world, other_world):
    bring(world)

    report = bring(world, referrals=REFERRALS.replace("r2,1,2,accepted", "r2,1,2,withdrawn"))

    assert (report.referrals.new, report.referrals.changed, report.referrals.same) == (0, 1, 2)
    assert [(one.row, one.name, one.columns) for one in report.changes] == [(3, "r2", ["status"])]
    assert accepted(world) == 1


def test_referrals_follow_a_corrected_sector_whether_they_come_again_or_not(world, other_world):
    bring(world)
    schools = ORGANISATIONS.replace("local_authority", "school")
    only_one = "".join(REFERRALS.splitlines(keepends=True)[:2])

    tried = bring(world, organisations=schools, referrals=only_one, dry_run=True)
    done = bring(world, organisations=schools, referrals=only_one)

    for report in (tried, done):
        assert (report.referrals.changed, report.followed) == (1, 2)
        assert [one.columns for one in report.changes] == [["sector"], ["from_org"]]
    assert accepted(world, from_sector="school") == 2
    assert accepted(world, from_sector="local_authority") == 0


def test_a_dry_run_says_all_and_writes_nothing(world, other_world):
    report = bring(world, dry_run=True)

    assert (report.organisations.new, report.referrals.new, report.undated) == (2, 3, 1)
    assert report.years == {"2019": 2}
    assert here(world) == [0, 0, 0]


def test_one_wrong_row_and_nothing_is_written(world, other_world):
    wrong = REFERRALS + "r4,1,9,closed,2020-05-01T09:30:00+01:00,\n"

    report = bring(world, referrals=wrong)

    assert [(one.row, one.column, one.fault) for one in report.problems] == [
        (5, "to_org", "no_organisation")
    ]
    assert report.referrals.new == 3
    assert here(world) == [0, 0, 0]


def test_undoing_takes_away_what_was_added_and_puts_back_what_was_replaced(world, other_world):
    bring(world)
    second = bring(
        world,
        referrals=REFERRALS.replace("r2,1,2,accepted", "r2,1,2,withdrawn")
        + "r4,1,2,closed,2020-05-01T09:30:00+01:00,\nr5,1,2,closed,2020-05-01T09:30:00+01:00,\n",
    )
    assert accepted(world) == 3

    undo(world, second)
    undo(world, second)

    assert accepted(world) == 2
    assert here(world) == [2, 2, 3]


def test_what_a_later_import_stands_on_is_not_undone_before_it(world, other_world):
    first = bring(world)
    second = bring(
        world,
        referrals="referral_id,from_org,to_org,status,made_at\n"
        "r9,1,2,closed,2020-05-01T09:30:00+01:00\n",
    )

    with pytest.raises(Problem) as refusal:
        undo(world, first)

    assert "Undo that one first" in str(refusal.value.message)
    undo(world, second)
    undo(world, first)
    assert here(world) == [2, 0, 0]
    assert accepted(world) == 0


def test_nothing_is_undone_where_an_import_came_before_the_worker(world, other_world):
    first = bring(world)
    ask(world, first)
    bring(world, referrals=REFERRALS.replace("r2,1,2,accepted", "r2,1,2,withdrawn"))

    worker_comes(world, first)

    assert here(world) == [2, 2, 4]
    with enter(system(world.network.pk)):
        assert HistoryImport.objects.get(pk=first.batch).undo_asked_at is None


def test_only_the_desk_of_the_network_undoes(world, other_world):
    report = bring(world)

    with pytest.raises(NotAllowed):
        ask(world, report, "manager")
    with pytest.raises(NotAllowed):
        ask(other_world, report)
    worker_comes(world, report)

    assert accepted(world) == 2


def test_who_is_a_member_here_too_is_counted_once_and_from_the_earlier_day(world, other_world):
    day = world.school.organisation.registered_on
    before = registered(world.network.pk, day)
    name = "  quay ADVICE "

    bring(
        world,
        organisations=f"org_id,sector,registered_on,name\n1,school,2019-10-01,\n"
        f"2,vcs,2020-01-15,{name}\n",
    )

    with enter(system(world.network.pk)):
        own = HistoryOrganisation.objects.get(org_id="1").key
        theirs = HistoryOrganisation.objects.get(org_id="2")
    assert theirs.key == world.advice_line.organisation_id
    assert registered(world.network.pk, date(2019, 12, 31)) == (1, 1)
    assert registered(world.network.pk, date(2020, 1, 31)) == (2, 2)
    assert registered(world.network.pk, day).ever == before.ever + 1
    assert organisation_names(world.network.pk, [own, theirs.key]) == {own: "1"}
    assert registered(other_world.network.pk, date(2020, 1, 31)) == (0, 0)


def test_the_command_tells_problems_row_by_row(world, other_world, tmp_path, capsys):
    organisations, referrals = tmp_path / "our members.csv", tmp_path / "referrals.csv"
    organisations.write_text("org_id;sector;registered_on\n1;vcs;2019-10-01\n")
    referrals.write_text("referral_id,from_org,to_org,status,made_at\nr1,1,1,closed,1 May 2020\n")

    with pytest.raises(CommandError, match="2 problems"):
        call_command(
            "import_history",
            network=world.network.slug,
            organisations=organisations,
            referrals=referrals,
        )

    told = capsys.readouterr().err
    assert "our members.csv, row 1: The values are parted by semicolons." in told
    assert "referrals.csv, row 2, column made_at: “1 May 2020” is not a time." in told
    assert here(world) == [0, 0, 0]
