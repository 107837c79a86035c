from ccs.outbox.tasks import deliver
from organisations.members.actions import Invited, invite


def test_an_invitation_says_where_to_and_how_to_start(world, mailbox):
    invited = Invited(email="New@example.org", name="Nur Sample", teams=(world.advice_line.pk,))

    with world.acting("manager") as actor:
        invite(actor=actor, invited=invited)
    deliver()

    assert mailbox.addresses == ["new@example.org"]
    assert mailbox.subjects == ["You are invited to Hamlets Network"]
    assert "http://localhost:8000/hamlets/" in mailbox.text()
    assert "You do not need a password" in mailbox.text()


def test_an_invitation_in_welsh_is_for_a_reader_of_welsh(world, mailbox):
    invited = Invited(
        email="new@example.org", name="Nia Sample", language="cy", teams=(world.advice_line.pk,)
    )

    with world.acting("manager") as actor:
        invite(actor=actor, invited=invited)
    deliver()

    assert 'lang="cy"' in mailbox.body("html")
