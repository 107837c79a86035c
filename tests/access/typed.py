"""What is typed on the forms of the addresses."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from ccs.tenancy.models import new_id
from tests.access.agreed import typed_for_agreements
from tests.access.helped import PAGE
from tests.access.reports import typed_for_reports
from tests.access.written import typed_by_the_desk
from tests.referrals.attachments.made import PDF
from tests.referrals.journey import agreed, seen, what, who
from tests.world import World

_NOTE = {"title": "First calls", "heard": "Calls come soon.", "language": "en"}


def typed_on_forms(world: World, things: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By the name of the address; `things` are the scene's."""
    return {
        "account_login": {"email": "nobody@example.org"},
        "account_request_login_code": {"email": "nobody@example.org"},
        "account_confirm_login_code": {"code": "000000"},
        "account_email": {"email": "new@example.org"},
        "account_email_code": {"code": "000000"},
        "set_language": {"language": "cy", "next": "/"},
        "referrals:refer": who(recognised="nobody"),
        "referrals:assessment_edit": who(),
        "referrals:search": {"q": "Amina"},
        "referrals:people": {"q": "Amina"},
        "referrals:known": {"q": "Amina"},
        "referrals:known_chosen": {"choice": str(things["client_id"])},
        "referrals:person_details": who(seen=things["seen"]),
        "referrals:compare_people": {"keep": "both"},
        "referrals:story": what(),
        "referrals:choose_services": {"services": [str(world.advice.pk)]},
        "referrals:agree": agreed(world.advice),
        "referrals:check": seen(world.advice),
        "referrals:agreement": {"given": "phone", "language": "en"},
        "referrals:files": {"documents": SimpleUploadedFile("letter.pdf", PDF)},
        "reporting:add_history": {"referrals": SimpleUploadedFile("past.csv", b"referral_id")},
        "referrals:danger": {"done": ["999"]},
        "referrals:one_page_of": {**who(), **what(), "find": "yes"},
        "referrals:typed": {"story": "No food."},
        "referrals:settle_need": {"how": "otherwise"},
        "referrals:filters": {"name": "Late", "box": "received", "query": "late=on"},
        "referrals:rename_filter": {"name": "Late ones"},
        "referrals:open_first": {"first": "yes"},
        "referrals:unusual_reading": {"answer": "right"},
        "referrals:member_trail": {"kind": "csv"},
        "referrals:programme_trail": {"kind": "csv"},
        "referrals:referral_trail": {"kind": "csv"},
        "referrals:export": {
            **{f"since-{box}": "1" for box in ("day", "month")},
            "since-year": "2026",
            **{f"until-{box}": "1" for box in ("day", "month")},
            "until-year": "2027",
            "box": "received",
            "kind": "csv",
        },
        "referrals:contact": {"way": "phone", "made": "yes"},
        "referrals:decline": {"reason": "no_capacity"},
        "referrals:withdraw": {"reason": "Sorted"},
        "referrals:rights_step": {"why": "complex"},
        "referrals:ask_by_right": {
            "kind": "access",
            "asked_by": "person",
            "received_on-day": "2",
            "received_on-month": "11",
            "received_on-year": "2026",
        },
        "referrals:return": {"question": "Since when?"},
        "referrals:answer": {"text": "Since Monday."},
        "referrals:aftercare_check": {"reached": "no", "tried": "text"},
        "referrals:correct_check": {"reached": "yes", "seen": str(things["told_record"])},
        "referrals:refer_from_check": {"id": str(new_id())},
        "referrals:check_typed": {"note": "The meter."},
        "referrals:aftercare_weeks_of": {"weeks": "3, 9"},
        "referrals:end_aftercare": {"how": "enough"},
        "referrals:close": {"outcome": "helped_in_full"},
        "referrals:learnt": {"met-food": "met"},
        "referrals:asked_how": {"contacted": "yes"},
        "referrals:write_learning": _NOTE,
        "referrals:change_learning": _NOTE,
        "referrals:show_learning": {"state": "public"},
        "referrals:choose_quote": {"note": str(things["referrals:learning_note note_id"])},
        "referrals:person_question": {"question": "contacted", "answer": "yes"},
        "referrals:person_words": {"words": "They rang."},
        "referrals:assign": {"assigned_to": "team"},
        "referrals:forward": {"service": str(world.grants.pk)},
        "referrals:later": {"days": "3"},
        "referrals:reopen": {"reason": "They rang back."},
        "referrals:find": {"services": [str(world.grants.pk)]},
        "referrals:split": {"needs": ["debt"]},
        "referrals:ask_desk": {"given": "phone"},
        "referrals:offer": {"no": "yes"},
        "referrals:message": {"body": "When may I call?"},
        "referrals:keep_note": {"audience": "team", "text": "Ask the head first."},
        "referrals:note": {"text": "Ask the head first."},
        "referrals:asked_by_email": {"answer": "accept"},
        "referrals:card": {"way": "print", "carry": "on", "language": "en"},
        "referrals:decline_by_link": {"reason": "no_capacity"},
        "organisations:ask_help": {"topic": "members", "words": "Who may sign?"},
        "organisations:record_question": {
            "channel": "phone",
            "topic": "members",
            "words": "Who may sign?",
        },
        "organisations:question": {"words": "And then?", "seen": "0"},
        "organisations:join_question": {"to": str(things["alike"])},
        "organisations:write_help": PAGE,
        "organisations:change_help": PAGE,
        "referrals:desk_need": {"how": "otherwise"},
        "organisations:lesson": {"answer": "once"},
        **typed_for_agreements(),
        **typed_for_reports(world),
        "organisations:joining_details": {"description": "Advice."},
        "organisations:joining_ready": {"opens": "yes"},
        "organisations:joining_write": {"text": "Which wards?"},
        "organisations:joining_turn_down": {"reason": "Too far away."},
        "organisations:invite_organisation": {
            "name": "Riverside",
            "sector": "vcs",
            "contact_name": "Jo Sample",
            "contact_email": "jo@riverside.example",
            "language": "en",
        },
        "organisations:invite_table": {
            "content": "organisation,sector,contact_name,contact_email\n"
            "Riverside,vcs,Jo Sample,jo@riverside.example\n"
        },
        "organisations:signposting": {"helplines": ["samaritans"]},
        **typed_by_the_desk(world),
        "referrals:called": {"about": "They will send one."},
        "organisations:set_capacity": {"state": "paused", "reason": "Full"},
        "organisations:invite": {
            "name": "New Sample",
            "email": "new@example.org",
            "language": "en",
            "teams": [str(world.casework.pk)],
        },
        "organisations:profile": {
            "name": "Another Sample",
            "language": "en",
            "reminders": "daily",
        },
        "organisations:new_service": {"name": "Fuel vouchers"},
        "organisations:keep_section": {
            "name": "Crisis advice",
            "description": "Vouchers.",
            "crisis": ["food"],
        },
        "organisations:new_place": {"name": "Quay House", "shown": "yes"},
        "organisations:answer_lead": {"answer": "yes"},
        "referrals:paper_links": {"made_for": "The trust", "days": "7"},
        "referrals:answer_impact": {"seen": "0", "why": "A new system."},
        "organisations:place": {"name": "Quay House", "shown": "yes"},
    }
