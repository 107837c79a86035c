"""Below /<network>/network/: what a network remembers of itself."""

from django.urls import path

from organisations.engagement.announcements import views as announcements
from organisations.engagement.contacts import views as contacts
from organisations.engagement.meetings import views as meetings
from organisations.engagement.stages import views as stages
from organisations.engagement.surveys import views as surveys
from organisations.engagement.workstreams import views as workstreams

pages = [
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/new/", contacts.new_contact, name="new_contact"),
    path("contacts/<uuid:note_id>/", contacts.contact, name="contact"),
    path("contacts/<uuid:note_id>/correct/", contacts.correct_contact, name="correct_contact"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.new_meeting, name="new_meeting"),
    path("meetings/<uuid:meeting_id>/", meetings.meeting, name="meeting"),
    path("meetings/<uuid:meeting_id>/change/", meetings.change_meeting, name="change_meeting"),
    path("meetings/<uuid:meeting_id>/cancel/", meetings.cancel_meeting, name="cancel_meeting"),
    path("meetings/<uuid:meeting_id>/came/", meetings.attendance, name="attendance"),
    path(
        "meetings/<uuid:meeting_id>/came/<uuid:attendance_id>/remove/",
        meetings.remove_attendance,
        name="remove_attendance",
    ),
    path("meetings/<uuid:meeting_id>/actions/", meetings.new_action, name="new_action"),
    path(
        "meetings/<uuid:meeting_id>/actions/<uuid:action_id>/",
        meetings.settle_action,
        name="settle_action",
    ),
    path("announcements/", announcements.announcements, name="announcements"),
    path("announcements/new/", announcements.new_announcement, name="new_announcement"),
    path("announcements/<uuid:announcement_id>/", announcements.announcement, name="announcement"),
    path(
        "announcements/<uuid:announcement_id>/change/",
        announcements.change_announcement,
        name="change_announcement",
    ),
    path(
        "announcements/<uuid:announcement_id>/end/",
        announcements.end_announcement,
        name="end_announcement",
    ),
    path(
        "announcements/<uuid:announcement_id>/read/",
        announcements.read_announcement,
        name="read_announcement",
    ),
    path("stage/", stages.stage, name="stage"),
    path("stage/say/", stages.say_stage, name="say_stage"),
    path("stage/<uuid:stage_id>/take-back/", stages.take_back_stage, name="take_back_stage"),
    path("coordination/", stages.matrix, name="matrix"),
    path("coordination/assess/", stages.assess, name="assess"),
    path("coordination/take-back/", stages.take_back_assessment, name="take_back_assessment"),
    path("funded/", workstreams.workstreams, name="workstreams"),
    path("funded/new/", workstreams.new_workstream, name="new_workstream"),
    path("funded/<uuid:workstream_id>/", workstreams.change_workstream, name="change_workstream"),
    path(
        "funded/<uuid:workstream_id>/remove/",
        workstreams.remove_workstream,
        name="remove_workstream",
    ),
    path("surveys/", surveys.surveys, name="surveys"),
    path("surveys/new/", surveys.new_survey, name="new_survey"),
    path("surveys/<uuid:wave_id>/", surveys.survey, name="survey"),
    path("surveys/<uuid:wave_id>/answer/", surveys.answer_survey, name="answer_survey"),
    path("surveys/<uuid:wave_id>/last-day/", surveys.move_last_day, name="survey_last_day"),
]
