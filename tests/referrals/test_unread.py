from django.test import Client

from referrals.messages.actions import post_message
from referrals.messages.models import Message, MessageRead
from referrals.messages.reading import show_thread
from referrals.referrals.models import Referral
from tests.referrals.pages import browser, home, page, text_of
from tests.world import World

NEW = '<span class="ccs-mark">New</span>'


def write(world: World, name: str, referral: Referral, *bodies: str) -> None:
    with world.acting(name) as actor:
        for body in bodies:
            post_message(actor=actor, reference=referral.reference, body=body)


def shown(client: Client, world: World, referral: Referral) -> str:
    return text_of(client.get(page(world, referral.reference)))


def test_messages_of_others_are_marked_until_the_page_was_opened(world: World) -> None:
    [referral] = world.refer()
    write(world, "adviser", referral, "When may I call?", "Or text?")
    teacher = browser(world, "teacher")

    counts = [shown(teacher, world, referral).count(NEW) for _ in range(2)]

    assert counts == [2, 0]


def test_each_person_has_read_for_themselves(world: World) -> None:
    [referral] = world.refer()
    write(world, "teacher", referral, "Ring after three.")
    shown(browser(world, "adviser"), world, referral)

    counts = [
        shown(browser(world, name), world, referral).count(NEW)
        for name in ("adviser", "adviser2", "teacher")
    ]

    assert counts == [0, 1, 0]


def test_lists_say_how_many_are_new(world: World, other_world: World) -> None:
    [first], [second] = world.refer(), world.refer()
    write(world, "adviser", first, "When may I call?", "Or text?")
    write(world, "adviser", second, "Is she at home?")
    shown(browser(world, "teacher"), world, second)

    listed = text_of(browser(world, "teacher").get("/hamlets/referrals/?box=sent"))

    assert listed.count('<p class="ccs-mark">') == 1
    assert "2 new messages" in listed


def test_who_may_not_read_the_thread_is_not_told_of_it(world: World) -> None:
    [referral] = world.refer()
    write(world, "teacher", referral, "Ring after three.")

    listed = text_of(browser(world, "manager").get("/hamlets/referrals/?box=received"))

    assert referral.reference in listed
    assert "new message" not in listed


def test_news_on_the_home_page_is_marked_until_it_was_read(world: World) -> None:
    [referral] = world.refer()
    write(world, "adviser", referral, "When may I call?")
    teacher = browser(world, "teacher")

    before = text_of(teacher.get(home(world)))
    shown(teacher, world, referral)
    after = text_of(teacher.get(home(world)))

    assert ["1 new message" in one for one in (before, after)] == [True, False]


def test_a_message_that_came_while_the_page_was_made_stays_new(world: World) -> None:
    [referral] = world.refer()
    write(world, "adviser", referral, "When may I call?")
    with world.acting("teacher"):
        seen = list(Message.objects.all())
    write(world, "adviser", referral, "Or text?")

    with world.acting("teacher") as actor:
        show_thread(actor=actor, referral=referral, messages=seen)
        now = show_thread(actor=actor, referral=referral, messages=Message.objects.all())

    assert len(now) == 1


def test_an_older_page_does_not_undo_what_a_newer_one_showed(world: World) -> None:
    [referral] = world.refer()
    write(world, "adviser", referral, "When may I call?", "Or text?")
    with world.acting("teacher") as actor:
        both = list(Message.objects.all())
        show_thread(actor=actor, referral=referral, messages=both)
        upto = MessageRead.objects.get().upto

        show_thread(actor=actor, referral=referral, messages=both[:1])

        assert MessageRead.objects.get().upto == upto == both[1].at
