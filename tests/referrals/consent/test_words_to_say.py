from ccs.ui.languages import said_to
from networks.networks.models import Network
from referrals.consent.presenters import words_to_say
from referrals.consent.rules import notice_sha256


def test_the_words_stand_in_the_languages_of_the_network_that_the_person_speaks() -> None:
    network = Network(languages=["en", "cy"], client_languages=["pl", "ar"])

    said = words_to_say(said_to(network, ["so", "ar"]), names_desk=True)

    assert [(one.code, one.direction) for one in said] == [
        ("en", "ltr"),
        ("cy", "ltr"),
        ("ar", "rtl"),
    ]
    assert len({one.paragraphs[0] for one in said}) == 3
    assert [len(one.paragraphs) for one in said] == [4, 4, 4]


def test_what_was_said_in_each_language_has_a_hash_of_its_own() -> None:
    hashes = {notice_sha256(code) for code in ("en", "cy", "ar", "pl", "so")}

    assert len(hashes) == 5
