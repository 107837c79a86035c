import pytest
from django.utils import timezone

from organisations.demo.acting import acting
from organisations.demo.learnt import read_learnt
from organisations.engagement.lessons.queries import own_done
from referrals.welcome.showing import notes_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]


@pytest.mark.parametrize("one", read_learnt()["learnt"], ids=lambda one: one["email"])
def test_who_learnt_in_the_files_has_learnt_it(one):
    with acting(one["email"], slug=one["network"]) as actor:
        done = own_done(actor)

    assert set(done) == set(one["codes"])


def test_somebody_is_welcomed_back_and_reads_what_is_new():
    away = read_learnt()["away"][0]

    with acting(away["email"], slug=away["network"]) as actor:
        notes = notes_for(actor, now=timezone.now())

    assert notes["welcome"] is not None
    assert notes["tip"] is None
