from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from referrals.consent.models import Consent
from referrals.referrals.models import Referral
from tests.referrals.selfreferral.asking import key_in, offer, page_of, typed, words_of


@pytest.mark.django_db(transaction=True)
def test_a_double_click_asks_once(world, other_world):
    page = page_of(world, offer(world))
    form = typed(key_in(Client().get(page)))
    barrier = Barrier(2)

    def click(_number):
        try:
            barrier.wait(timeout=10)
            return words_of(Client().post(page, form))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(click, range(2)))

    with world.acting("coordinator"):
        reference = Referral.objects.get().reference
        assert Consent.objects.count() == 1
    assert all(f"Your reference: {reference}" in answer for answer in answers)
