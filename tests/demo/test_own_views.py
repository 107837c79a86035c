import pytest
from django.test import Client

from ccs.demo.registry import own_views


@pytest.mark.usefixtures("built")
def test_each_pilot_has_people_whose_own_page_opens_by_the_code_shown():
    found = own_views()

    opened = [Client().post(one.address, {"code": one.code}).status_code for one in found]
    page = Client().get("/demo/").content.decode()

    assert len({one.network_name for one in found}) == 4
    assert any("العربية" in one.title for one in found)
    assert set(opened) == {302}
    assert all(one.address in page and one.code in page for one in found)
