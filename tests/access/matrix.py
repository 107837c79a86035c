"""Who gets which answer from every address of the site.

One row to an address and method. The columns, with the people of `scene.py`:

    anon   signed out
    other  a worker of another network
    strgr  a worker of the same network, of a team that has nothing to do with it
    sendr  a worker of the team that asks, or whose things these are
    recvr  a worker of the team that is asked
    mngr   the manager of the organisation that is asked: sees envelopes, reads no letter
    coord  the coordinator of the network: the same, of every team
    anlst  an analyst of the network
    progr  who oversees the programme, and belongs to no network

`login` is on to a page of sign-in, `302` on to another page. What is not yours answers as what
there is not: 404.
"""

from dataclasses import dataclass

METHODS = ("GET", "POST")
TABLE = """
address                         how  anon  other strgr sendr recvr mngr  coord anlst progr
demo                            GET  200   200   200   200   200   200   200   200   200
demo_people_json                GET  200   200   200   200   200   200   200   200   200
demo_sign_in                    POST 302   302   302   302   302   302   302   302   302
demo_mail                       GET  200   200   200   200   200   200   200   200   200
demo_mail_json                  GET  200   200   200   200   200   200   200   200   200
demo_mail_html                  GET  404   404   404   404   404   404   404   404   404
demo_texts                      GET  200   200   200   200   200   200   200   200   200
demo_texts_json                 GET  200   200   200   200   200   200   200   200   200
demo_answer_text                POST 404   404   404   404   404   404   404   404   404
healthz                         GET  200   200   200   200   200   200   200   200   200
readyz                          GET  200   200   200   200   200   200   200   200   200
account_login                   GET  200   302   302   302   302   302   302   302   302
account_login                   POST login 302   302   302   302   302   302   302   302
account_request_login_code      GET  200   302   302   302   302   302   302   302   302
account_request_login_code      POST login 302   302   302   302   302   302   302   302
account_confirm_login_code      GET  login 302   302   302   302   302   302   302   302
account_confirm_login_code      POST login 302   302   302   302   302   302   302   302
account_logout                  GET  login 200   200   200   200   200   200   200   200
account_logout                  POST login login login login login login login login login
account_email                   GET  login 200   200   200   200   200   200   200   200
account_email                   POST login 302   302   302   302   302   302   302   302
account_email_code              GET  login 302   302   302   302   302   302   302   302
account_email_code              POST login 302   302   302   302   302   302   302   302
account_devices                 GET  login 200   200   200   200   200   200   200   200
account_devices                 POST login 302   302   302   302   302   302   302   302
cookies                         GET  200   200   200   200   200   200   200   200   200
privacy                         GET  200   200   200   200   200   200   200   200   200
accessibility                   GET  200   200   200   200   200   200   200   200   200
theme                           GET  login 404   200   200   200   200   200   200   404
components                      GET  200   200   200   200   200   200   200   200   200
components                      POST 200   200   200   200   200   200   200   200   200
set_language                    GET  302   302   302   302   302   302   302   302   302
set_language                    POST 302   302   302   302   302   302   302   302   302
openapi                         GET  200   200   200   200   200   200   200   200   200
notify_receipt                  POST 403   403   403   403   403   403   403   403   403
notify_received                 POST 403   403   403   403   403   403   403   403   403

networks:chooser                GET  200   302   302   302   302   302   302   302   302
networks:programme              GET  login 404   404   404   404   404   404   404   200
networks:new_network            GET  login 404   404   404   404   404   404   404   200
networks:new_network            POST login 404   404   404   404   404   404   404   200

organisations:robots            GET  200   200   200   200   200   200   200   200   200
organisations:find_help_networks GET  200   200   200   200   200   200   200   200   200
organisations:sitemap           GET  200   200   200   200   200   200   200   200   200
organisations:find_help         GET  200   200   200   200   200   200   200   200   200
organisations:public_service    GET  200   200   200   200   200   200   200   200   200
organisations:public_theme      GET  200   200   200   200   200   200   200   200   200
organisations:network_sitemap   GET  200   200   200   200   200   200   200   200   200
find_help_elsewhere             GET  404   404   404   404   404   404   404   404   404
oruk                            GET  200   200   200   200   200   200   200   200   200
oruk_services                   GET  200   200   200   200   200   200   200   200   200
oruk_service                    GET  200   200   200   200   200   200   200   200   200
oruk_places                     GET  200   200   200   200   200   200   200   200   200
oruk_place                      GET  200   200   200   200   200   200   200   200   200
oruk_taxonomies                 GET  200   200   200   200   200   200   200   200   200
oruk_taxonomy                   GET  200   200   200   200   200   200   200   200   200
oruk_terms                      GET  200   200   200   200   200   200   200   200   200
oruk_term                       GET  200   200   200   200   200   200   200   200   200
oruk_nothing                    GET  404   404   404   404   404   404   404   404   404
oruk_nothing                    POST 404   404   404   404   404   404   404   404   404

organisations:make_leaflet      GET  200   200   200   200   200   200   200   200   200
organisations:leaflet           GET  200   200   200   200   200   200   200   200   200
referrals:self_refer            GET  200   200   200   200   200   200   200   200   200
referrals:self_refer            POST 200   200   200   200   200   200   200   200   200

reporting:reports               GET  login 404   404   404   404   404   200   200   404
reporting:voice                 GET  login 404   404   404   404   404   200   200   404
reporting:service_voice         GET  login 404   404   404   404   200   200   200   404
reporting:crises                GET  login 404   404   404   404   404   200   200   404

organisations:contacts          GET  login 404   404   404   404   404   200   404   404
organisations:contacts          POST login 404   404   404   404   404   200   404   404
organisations:new_contact       GET  login 404   404   404   404   404   200   404   404
organisations:new_contact       POST login 404   404   404   404   404   302   404   404
organisations:contact           GET  login 404   404   404   404   404   200   404   404
organisations:contact           POST login 404   404   404   404   404   302   404   404
organisations:correct_contact   GET  login 404   404   404   404   404   200   404   404
organisations:correct_contact   POST login 404   404   404   404   404   302   404   404
organisations:meetings          GET  login 404   200   200   200   200   200   200   404
organisations:new_meeting       GET  login 404   404   404   404   404   200   404   404
organisations:new_meeting       POST login 404   404   404   404   404   302   404   404
organisations:meeting           GET  login 404   200   200   200   200   200   200   404
organisations:change_meeting    GET  login 404   404   404   404   404   200   404   404
organisations:change_meeting    POST login 404   404   404   404   404   302   404   404
organisations:cancel_meeting    POST login 404   404   404   404   404   302   404   404
organisations:attendance        GET  login 404   404   404   404   404   200   404   404
organisations:attendance        POST login 404   404   404   404   404   302   404   404
organisations:remove_attendance POST login 404   404   404   404   404   302   404   404
organisations:new_action        GET  login 404   404   404   404   404   200   404   404
organisations:new_action        POST login 404   404   404   404   404   302   404   404
organisations:settle_action     POST login 404   404   404   404   404   302   404   404
organisations:announcements     GET  login 404   200   200   200   200   200   200   404
organisations:new_announcement  GET  login 404   404   404   404   404   200   404   404
organisations:new_announcement  POST login 404   404   404   404   404   302   404   404
organisations:announcement      GET  login 404   200   200   200   200   200   200   404
organisations:change_announcement GET  login 404   404   404   404   404   200   404   404
organisations:change_announcement POST login 404   404   404   404   404   302   404   404
organisations:end_announcement  POST login 404   404   404   404   404   302   404   404
organisations:read_announcement POST login 404   302   302   302   302   302   302   404
organisations:stage             GET  login 404   200   200   200   200   200   200   404
organisations:say_stage         GET  login 404   404   404   404   404   200   404   404
organisations:say_stage         POST login 404   404   404   404   404   302   404   404
organisations:take_back_stage   POST login 404   404   404   404   404   302   404   404
organisations:matrix            GET  login 404   404   404   404   404   200   200   404
organisations:assess            GET  login 404   404   404   404   404   200   404   404
organisations:assess            POST login 404   404   404   404   404   302   404   404
organisations:take_back_assessment POST login 404   404   404   404   404   404   404   404
organisations:workstreams       GET  login 404   404   404   404   404   200   200   404
organisations:new_workstream    GET  login 404   404   404   404   404   200   404   404
organisations:new_workstream    POST login 404   404   404   404   404   302   404   404
organisations:change_workstream GET  login 404   404   404   404   404   200   404   404
organisations:change_workstream POST login 404   404   404   404   404   302   404   404
organisations:remove_workstream POST login 404   404   404   404   404   302   404   404
referrals:pipeline              GET  login 404   404   404   404   404   200   404   404
referrals:call_list             GET  login 404   404   404   404   404   200   404   404
referrals:called                GET  login 404   404   404   404   404   200   404   404
referrals:called                POST login 404   404   404   404   404   302   404   404

organisations:services          GET  login 404   200   200   200   200   200   200   404
organisations:service           GET  login 404   200   200   200   200   200   200   404
organisations:own_services      GET  login 404   200   200   200   200   200   404   404
organisations:new_service       GET  login 404   200   200   200   200   200   404   404
organisations:new_service       POST login 404   302   302   302   200   200   404   404
organisations:keep_service      GET  login 404   404   404   200   200   200   404   404
organisations:keep_section      GET  login 404   404   404   200   200   200   404   404
organisations:keep_section      POST login 404   404   404   302   302   302   404   404
organisations:preview_service   GET  login 404   404   404   200   200   200   404   404
organisations:publish_service   POST login 404   404   404   302   302   302   404   404
organisations:withdraw_service  GET  login 404   404   404   200   200   200   404   404
organisations:withdraw_service  POST login 404   404   404   302   302   302   404   404
organisations:service_still_right POST login 404 404  404   302   302   302   404   404
organisations:service_history   GET  login 404   404   404   200   200   200   404   404
organisations:organisation      GET  login 404   200   200   200   200   200   200   404
organisations:places            GET  login 404   404   404   404   200   200   404   404
organisations:new_place         GET  login 404   404   404   404   200   200   404   404
organisations:new_place         POST login 404   404   404   404   302   302   404   404
organisations:place             GET  login 404   404   404   404   200   200   404   404
organisations:place             POST login 404   404   404   404   302   302   404   404
organisations:capacity          GET  login 404   200   200   200   200   404   404   404
organisations:set_capacity      POST login 404   404   404   302   302   404   404   404
organisations:confirm_capacity  POST login 404   404   404   302   302   404   404   404
organisations:capacity_history  GET  login 404   404   404   200   200   200   200   404
organisations:watch_opening     POST login 404   302   302   302   302   302   302   404
organisations:answer            GET  200   200   200   200   200   200   200   200   200
organisations:answer            POST 200   200   200   200   200   200   200   200   200
organisations:signposting       GET  login 404   200   200   200   404   200   404   404
organisations:signposting       POST login 404   302   302   302   404   302   404   404
organisations:signposted        GET  login 404   404   404   404   404   404   404   404
organisations:network           GET  login 404   200   200   200   200   200   200   404
organisations:routes            GET  login 404   200   200   200   200   200   200   404
networks:settings               GET  login 404   200   200   200   200   200   200   404
networks:settings_history       GET  login 404   200   200   200   200   200   200   404
networks:tried_colour           GET  login 404   200   200   200   200   200   200   404
networks:change_settings        GET  login 404   404   404   404   404   200   404   404
networks:change_settings        POST login 404   404   404   404   404   200   404   404
networks:undo_setting           POST login 404   404   404   404   404   302   404   404
organisations:lessons           GET  login 404   200   200   200   200   200   200   404
organisations:lesson            GET  login 404   200   200   200   200   200   200   404
organisations:lesson            POST login 404   302   302   302   302   302   302   404
organisations:joining           GET  login 404   404   404   404   200   302   404   404
organisations:joining_details   GET  login 404   404   404   404   200   404   404   404
organisations:joining_details   POST login 404   404   404   404   302   404   404   404
organisations:joining_people    GET  login 404   404   404   404   200   404   404   404
organisations:joining_people    POST login 404   404   404   404   302   404   404   404
organisations:joining_ready     GET  login 404   404   404   404   200   404   404   404
organisations:joining_ready     POST login 404   404   404   404   200   404   404   404
organisations:joining_withdraw  GET  login 404   404   404   404   200   404   404   404
organisations:joining_withdraw  POST login 404   404   404   404   302   404   404   404
organisations:joinings          GET  login 404   404   404   404   404   200   404   404
organisations:invite_organisation GET  login 404 404  404   404   404   200   404   404
organisations:invite_organisation POST login 404 404 404   404   404   302   404   404
organisations:invite_table      GET  login 404   404   404   404   404   200   404   404
organisations:invite_table      POST login 404   404   404   404   404   302   404   404
organisations:invite_template   GET  login 404   404   404   404   404   200   404   404
organisations:joining_one       GET  login 404   404   404   404   404   200   404   404
organisations:joining_write     POST login 404   404   404   404   302   302   404   404
organisations:joining_turn_down GET  login 404   404   404   404   404   200   404   404
organisations:joining_turn_down POST login 404   404   404   404   404   302   404   404
organisations:joining_decide    POST login 404   404   404   404   404   302   404   404
organisations:join              GET  200   200   200   200   200   200   200   200   200
organisations:join              POST 200   200   200   200   200   200   200   200   200
organisations:join_link         GET  200   200   200   200   200   200   200   200   200
organisations:join_link         POST 302   302   302   302   302   302   302   302   302
organisations:agreements        GET  login 404   200   200   200   200   200   200   404
organisations:signed_agreements GET  login 404   200   200   200   200   200   200   404
organisations:agreement_version GET  login 404   200   200   200   200   200   200   404
organisations:sign_agreement    GET  login 404   404   404   404   200   404   404   404
organisations:sign_agreement    POST login 404   404   404   404   302   404   404   404
organisations:agreement_signature GET login 404  404   404   200   200   200   404   404
organisations:take_back_agreement POST login 404 404   404   404   404   302   404   404
organisations:edit_agreement    GET  login 404   404   404   404   404   200   404   404
organisations:edit_agreement    POST login 404   404   404   404   404   302   404   404
organisations:edit_clause       GET  login 404   404   404   404   404   200   404   404
organisations:edit_clause       POST login 404   404   404   404   404   409   404   404
organisations:add_clause        GET  login 404   404   404   404   404   200   404   404
organisations:add_clause        POST login 404   404   404   404   404   302   404   404
organisations:arrange_clause    POST login 404   404   404   404   404   302   404   404
organisations:preview_agreement GET  login 404   404   404   404   404   200   404   404
organisations:publish_agreement GET  login 404   404   404   404   404   200   404   404
organisations:publish_agreement POST login 404   404   404   404   404   302   404   404
organisations:discard_agreement POST login 404   404   404   404   404   302   404   404
organisations:members           GET  login 404   200   200   200   200   200   200   404
organisations:people            GET  login 404   404   404   404   200   200   404   404
organisations:invite            GET  login 404   404   404   404   200   200   404   404
organisations:invite            POST login 404   404   404   404   302   200   404   404
organisations:teams             GET  login 404   404   404   404   200   200   404   404
organisations:team              GET  login 404   404   404   404   200   200   404   404
organisations:team              POST login 404   404   404   404   200   200   404   404
organisations:split_team        GET  login 404   404   404   404   200   200   404   404
organisations:split_team        POST login 404   404   404   404   200   200   404   404
organisations:merge_team        GET  login 404   404   404   404   200   200   404   404
organisations:merge_team        POST login 404   404   404   404   200   200   404   404
organisations:close_team        GET  login 404   404   404   404   200   200   404   404
organisations:close_team        POST login 404   404   404   404   200   200   404   404
organisations:new_team          GET  login 404   404   404   404   200   200   404   404
organisations:new_team          POST login 404   404   404   404   200   200   404   404
organisations:pause_organisation GET login 404   404   404   404   200   200   404   404
organisations:pause_organisation POST login 404  404   404   404   200   200   404   404
organisations:leave_with_organisation GET login 404 404 404 404   200   200   404   404
organisations:leave_with_organisation POST login 404 404 404 404  200   200   404   404
organisations:change_member     GET  login 404   404   404   404   200   200   404   404
organisations:change_member     POST login 404   404   404   404   200   200   404   404
organisations:leave_network     GET  login 404   200   200   200   200   200   200   404
organisations:leave_network     POST login 404   302   302   302   200   200   302   404
organisations:remove_member     GET  login 404   404   404   404   200   200   404   404
organisations:remove_member     POST login 404   404   404   404   302   302   404   404
organisations:history           GET  login 404   200   200   200   200   200   200   404
organisations:lead              GET  login 404   200   200   200   200   200   200   404
organisations:propose_lead      GET  login 404   404   404   404   404   200   404   404
organisations:propose_lead      POST login 404   404   404   404   404   200   404   404
organisations:answer_lead       GET  login 404   404   404   404   200   404   404   404
organisations:answer_lead       POST login 404   404   404   404   302   404   404   404
organisations:take_back_lead    GET  login 404   404   404   404   404   200   404   404
organisations:take_back_lead    POST login 404   404   404   404   404   302   404   404
organisations:words             GET  login 404   404   404   404   404   200   404   404
organisations:words             POST login 404   404   404   404   404   200   404   404
organisations:remove_word       POST login 404   404   404   404   404   302   404   404
organisations:directory_template GET login 404  404   404   404   200   200   404   404
organisations:care_phones       GET  login 404   404   404   404   404   200   404   404
organisations:care_phones       POST login 404   404   404   404   404   302   404   404
organisations:profile           GET  login 404   200   200   200   200   200   200   404
organisations:profile           POST login 404   302   302   302   302   302   302   404
organisations:help              GET  login 404   200   200   200   200   200   200   404
organisations:help_product      GET  login 404   200   200   200   200   200   200   404
organisations:help_page         GET  login 404   200   200   200   200   200   200   404
organisations:ask_help          GET  login 404   200   200   200   200   200   200   404
organisations:ask_help          POST login 404   302   302   302   302   302   302   404
organisations:question          GET  login 404   404   200   404   404   200   404   404
organisations:question          POST login 404   404   302   404   404   302   404   404
organisations:question_helps    POST login 404   404   302   404   404   404   404   404
organisations:join_question     POST login 404   404   404   404   404   302   404   404
organisations:question_apart    POST login 404   404   404   404   404   302   404   404
organisations:questions         GET  login 404   404   404   404   404   200   404   404
organisations:record_question   GET  login 404   404   404   404   404   200   404   404
organisations:record_question   POST login 404   404   404   404   404   302   404   404
organisations:help_pages        GET  login 404   404   404   404   404   200   404   404
organisations:write_help        GET  login 404   404   404   404   404   200   404   404
organisations:write_help        POST login 404   404   404   404   404   302   404   404
organisations:change_help       GET  login 404   404   404   404   404   200   404   404
organisations:change_help       POST login 404   404   404   404   404   302   404   404
organisations:show_help         POST login 404   404   404   404   404   302   404   404
organisations:move_help         POST login 404   404   404   404   404   302   404   404

referrals:home                  GET  login 404   200   200   200   200   200   200   404
referrals:dismiss               POST login 404   302   302   302   302   302   302   404
referrals:practice              GET  login 404   200   200   200   200   200   200   404
referrals:practice              POST login 404   302   302   302   302   302   302   404
referrals:practice_send         POST login 404   404   404   404   404   404   404   404
referrals:practice_reset        GET  login 404   404   404   404   404   404   404   404
referrals:practice_reset        POST login 404   404   404   404   404   404   404   404
referrals:practice_mail         GET  login 404   404   404   404   404   404   404   404
referrals:refer                 GET  login 404   302   302   302   404   302   404   404
referrals:refer                 POST login 404   302   302   302   404   302   404   404
referrals:assessment_edit       GET  login 404   404   200   404   404   404   404   404
referrals:assessment_edit       POST login 404   404   302   404   404   404   404   404
referrals:story                 GET  login 404   404   200   404   404   404   404   404
referrals:story                 POST login 404   404   302   404   404   404   404   404
referrals:choose_services       GET  login 404   404   200   404   404   404   404   404
referrals:choose_services       POST login 404   404   302   404   404   404   404   404
referrals:nobody                GET  login 404   404   200   404   404   404   404   404
referrals:nobody                POST login 404   404   302   404   404   404   404   404
referrals:agree                 GET  login 404   404   200   404   404   404   404   404
referrals:agree                 POST login 404   404   302   404   404   404   404   404
referrals:agreement             GET  login 404   404   200   404   404   404   404   404
referrals:agreement             POST login 404   404   302   404   404   404   404   404
referrals:change_mind           GET  login 404   404   200   404   404   404   404   404
referrals:change_mind           POST login 404   404   302   404   404   404   404   404
referrals:they_changed_mind     GET  login 404   404   200   200   404   404   404   404
referrals:they_changed_mind     POST login 404   404   302   302   404   404   404   404
referrals:copies_deleted        POST login 404   404   404   302   404   404   404   404
referrals:check                 GET  login 404   404   200   404   404   404   404   404
referrals:check                 POST login 404   404   302   404   404   404   404   404
referrals:sent                  GET  login 404   404   200   404   404   404   404   404
referrals:card                  GET  login 404   404   200   404   404   404   404   404
referrals:discard               GET  login 404   404   200   404   404   404   404   404
referrals:discard               POST login 404   404   302   404   404   404   404   404
referrals:one_page              GET  login 404   302   302   302   404   302   404   404
referrals:one_page              POST login 404   302   302   302   404   302   404   404
referrals:one_page_of           GET  login 404   404   200   404   404   404   404   404
referrals:one_page_of           POST login 404   404   302   404   404   404   404   404
referrals:danger_help           GET  login 404   200   200   200   404   200   404   404
referrals:danger                GET  login 404   404   200   404   404   404   404   404
referrals:danger                POST login 404   404   302   404   404   404   404   404
referrals:steps                 GET  login 404   404   200   404   404   404   404   404
referrals:keep_longer           POST login 404   404   302   404   404   404   404   404
referrals:typed                 POST login 404   204   204   204   404   204   404   404
referrals:settle_need           POST login 404   404   302   404   404   404   404   404
referrals:list                  GET  login 404   200   200   200   200   200   404   404
referrals:board                 GET  login 404   200   200   200   200   200   404   404
referrals:several               GET  login 404   200   200   200   404   200   404   404
referrals:several               POST login 404   200   200   200   404   200   404   404
referrals:export                GET  login 404   200   200   200   200   200   404   404
referrals:export                POST login 404   200   200   200   200   200   404   404
referrals:filters               GET  login 404   200   200   200   200   200   404   404
referrals:filters               POST login 404   302   302   302   302   302   404   404
referrals:rename_filter         GET  login 404   404   200   404   404   404   404   404
referrals:rename_filter         POST login 404   404   302   404   404   404   404   404
referrals:remove_filter         POST login 404   302   302   302   302   302   404   404
referrals:open_first            POST login 404   404   302   404   404   404   404   404
referrals:search                POST login 404   200   200   200   200   200   404   404
referrals:people                GET  login 404   200   200   200   404   200   404   404
referrals:people                POST login 404   200   200   200   404   200   404   404
referrals:duplicates            GET  login 404   200   200   200   404   200   404   404
referrals:person                GET  login 404   404   200   404   404   404   404   404
referrals:person_details        GET  login 404   404   200   404   404   404   404   404
referrals:person_details        POST login 404   404   302   404   404   404   404   404
referrals:refer_again           POST login 404   404   302   404   404   404   404   404
referrals:compare_people        GET  login 404   404   200   404   404   404   404   404
referrals:compare_people        POST login 404   404   302   404   404   404   404   404
referrals:part_people           POST login 404   404   302   404   404   404   404   404
referrals:known                 POST login 404   200   200   200   404   200   404   404
referrals:known_chosen          POST login 404   404   302   404   404   404   404   404
referrals:detail                GET  login 404   404   200   200   200   200   404   404
referrals:accept                POST login 404   404   404   302   404   404   404   404
referrals:contact               POST login 404   404   404   302   404   404   404   404
referrals:decline               GET  login 404   404   404   200   404   404   404   404
referrals:decline               POST login 404   404   404   302   404   404   404   404
referrals:withdraw              GET  login 404   404   200   404   404   404   404   404
referrals:withdraw              POST login 404   404   302   404   404   404   404   404
referrals:return                GET  login 404   404   404   200   404   404   404   404
referrals:return                POST login 404   404   404   302   404   404   404   404
referrals:answer                GET  login 404   404   200   404   404   404   404   404
referrals:answer                POST login 404   404   302   404   404   404   404   404
referrals:close                 GET  login 404   404   404   200   404   404   404   404
referrals:close                 POST login 404   404   404   302   404   404   404   404
referrals:assign                GET  login 404   404   404   200   404   404   404   404
referrals:assign                POST login 404   404   404   302   404   404   404   404
referrals:undo                  GET  login 404   404   404   200   404   404   404   404
referrals:undo                  POST login 404   404   404   302   404   404   404   404
referrals:forward               GET  login 404   404   404   200   404   404   404   404
referrals:forward               POST login 404   404   404   302   404   404   404   404
referrals:gains                 GET  login 404   404   404   200   404   404   404   404
referrals:gains                 POST login 404   404   404   302   404   404   404   404
referrals:followed              GET  login 404   404   200   200   200   200   404   404
referrals:learnt                GET  login 404   404   200   404   404   404   404   404
referrals:learnt                POST login 404   404   302   404   404   404   404   404
referrals:reopen                GET  login 404   404   404   200   404   404   404   404
referrals:reopen                POST login 404   404   404   302   404   404   404   404
referrals:later                 POST login 404   404   404   302   404   404   404   404
referrals:message               POST login 404   404   302   302   404   404   404   404
referrals:keep_note             POST login 404   404   302   302   404   404   404   404
referrals:note                  GET  login 404   404   200   404   404   404   404   404
referrals:note                  POST login 404   404   302   404   404   404   404   404
referrals:remove_note           POST login 404   404   302   404   404   404   404   404
referrals:pulse                 GET  login 404   404   200   200   200   200   404   404
referrals:asked_by_email        GET  200   200   200   200   200   200   200   200   200
referrals:asked_by_email        POST login 200   200   200   302   200   200   200   200
referrals:accept_by_link        GET  login 404   404   404   200   404   404   404   404
referrals:accept_by_link        POST login 404   404   404   302   404   404   404   404
referrals:decline_by_link       GET  login 404   404   404   200   404   404   404   404
referrals:decline_by_link       POST login 404   404   404   302   404   404   404   404
referrals:files                 GET  login 404   404   200   404   404   404   404   404
referrals:files                 POST login 404   404   302   404   404   404   404   404
referrals:file                  GET  login 404   404   200   404   404   404   404   404
referrals:remove_file           POST login 404   404   302   404   404   404   404   404
referrals:referral_file         GET  login 404   404   200   200   404   404   404   404
referrals:school                GET  login 404   200   200   200   404   200   404   404
referrals:school                POST login 404   200   200   200   404   200   404   404
referrals:prompts               GET  login 404   200   200   200   200   200   404   404
referrals:prompts_printed       GET  login 404   200   200   200   200   200   404   404
referrals:prompts_about         GET  login 404   404   404   404   404   200   404   404
referrals:prompts_about         POST login 404   404   404   404   404   200   404   404
referrals:asked_how             GET  login 404   404   200   404   404   404   404   404
referrals:asked_how             POST login 404   404   302   404   404   404   404   404
referrals:data_protection       GET  login 404   200   200   200   200   200   200   404
referrals:data_protection_pdf   GET  login 404   200   200   200   200   200   200   404
referrals:paper_links           GET  login 404   404   404   404   200   200   404   404
referrals:paper_links           POST login 404   404   404   404   200   200   404   404
referrals:end_paper_link        POST login 404   404   404   404   302   302   404   404
referrals:impact                GET  login 404   200   200   200   200   200   200   404
referrals:impact_pdf            GET  login 404   200   200   200   200   200   200   404
referrals:answer_impact         GET  login 404   404   404   404   404   200   404   404
referrals:answer_impact         POST login 404   404   404   404   404   302   404   404
referrals:paper                 GET  200   200   200   200   200   200   200   200   200
referrals:paper_pdf             GET  200   200   200   200   200   200   200   200   200
referrals:learning              GET  login 404   200   200   200   200   200   200   404
referrals:learning_note         GET  login 404   200   200   200   200   200   200   404
referrals:write_learning        GET  login 404   404   404   404   404   200   404   404
referrals:write_learning        POST login 404   404   404   404   404   302   404   404
referrals:change_learning       GET  login 404   404   404   404   404   200   404   404
referrals:change_learning       POST login 404   404   404   404   404   302   404   404
referrals:show_learning         POST login 404   404   404   404   404   302   404   404
referrals:quotes                GET  login 404   404   404   404   404   200   404   404
referrals:choose_quote          GET  login 404   404   404   404   404   200   404   404
referrals:choose_quote          POST login 404   404   404   404   404   302   404   404
referrals:remove_quote          POST login 404   404   404   404   404   302   404   404
referrals:card                  POST login 404   404   200   404   404   404   404   404
referrals:renew_card            POST login 404   404   200   404   404   404   404   404
referrals:revoke_card           POST login 404   404   302   404   404   404   404   404
referrals:not_called_seen       POST login 404   404   302   302   404   302   404   404
referrals:own_view              GET  200   200   200   200   200   200   200   200   200
referrals:own_view              POST 200   200   200   200   200   200   200   200   200
referrals:ask_code              POST 200   200   200   200   200   200   200   200   200
referrals:own_exit              GET  302   302   302   302   302   302   302   302   302
referrals:own_not_called        POST 302   302   302   302   302   302   302   302   302
referrals:own_contact           GET  302   302   302   302   302   302   302   302   302
referrals:own_contact           POST 302   302   302   302   302   302   302   302   302
referrals:own_stop              GET  302   302   302   302   302   302   302   302   302
referrals:own_stop              POST 302   302   302   302   302   302   302   302   302
referrals:own_information       GET  302   302   302   302   302   302   302   302   302
referrals:own_afterwards        POST 302   302   302   302   302   302   302   302   302
referrals:own_elsewhere         GET  404   404   404   404   404   404   404   404   404
referrals:own_elsewhere         POST 404   404   404   404   404   404   404   404   404
referrals:person_questions      GET  302   302   302   302   302   302   302   302   302
referrals:person_question       GET  200   200   200   200   200   200   200   200   200
referrals:person_question       POST 302   302   302   302   302   302   302   302   302
referrals:person_words          GET  200   200   200   200   200   200   200   200   200
referrals:person_words          POST 302   302   302   302   302   302   302   302   302
referrals:person_questions_done GET  200   200   200   200   200   200   200   200   200
referrals:person_said           GET  302   302   302   302   302   302   302   302   302
referrals:person_said           POST 302   302   302   302   302   302   302   302   302
referrals:you_said              GET  200   200   200   200   200   200   200   200   200
referrals:desk                  GET  login 404   404   404   404   404   200   404   404
referrals:desk_referrals        GET  login 404   404   404   404   404   200   404   404
referrals:assign_desk           GET  login 404   404   404   404   404   200   404   404
referrals:assign_desk           POST login 404   404   404   404   404   302   404   404
referrals:desk_need             GET  login 404   404   404   404   404   200   404   404
referrals:desk_need             POST login 404   404   404   404   404   302   404   404
referrals:ask_team              POST login 404   404   404   404   404   302   404   404
referrals:unmet                 GET  login 404   404   404   404   404   200   404   404
referrals:aftercare             GET  login 404   200   200   200   200   200   404   404
referrals:aftercare_plan        GET  login 404   404   200   404   404   200   404   404
referrals:aftercare_weeks_of    GET  login 404   404   200   404   404   404   404   404
referrals:aftercare_weeks_of    POST login 404   404   302   404   404   404   404   404
referrals:end_aftercare         GET  login 404   404   200   404   404   404   404   404
referrals:end_aftercare         POST login 404   404   302   404   404   404   404   404
referrals:aftercare_again       POST login 404   404   302   404   404   404   404   404
referrals:give_aftercare        GET  login 404   404   404   404   404   404   404   404
referrals:give_aftercare        POST login 404   404   404   404   404   404   404   404
referrals:aftercare_check       GET  login 404   404   200   404   404   302   404   404
referrals:aftercare_check       POST login 404   404   302   404   404   404   404   404
referrals:correct_check         GET  login 404   404   200   404   404   404   404   404
referrals:correct_check         POST login 404   404   302   404   404   404   404   404
referrals:refer_from_check      POST login 404   404   302   404   404   404   404   404
referrals:check_typed           POST login 404   404   204   404   404   404   404   404
referrals:desk_aftercare        GET  login 404   404   404   404   404   200   404   404
referrals:aftercare_weeks       GET  login 404   404   404   404   404   200   404   404
referrals:aftercare_weeks       POST login 404   404   404   404   404   200   404   404
referrals:find                  GET  login 404   404   404   404   404   200   404   404
referrals:find                  POST login 404   404   404   404   404   302   404   404
referrals:place                 GET  login 404   404   404   404   404   302   404   404
referrals:place                 POST login 404   404   404   404   404   302   404   404
referrals:split                 GET  login 404   404   404   404   404   200   404   404
referrals:split                 POST login 404   404   404   404   404   302   404   404
referrals:hand_back             POST login 404   404   404   404   404   302   404   404
referrals:ask_desk              GET  login 404   404   200   404   404   404   404   404
referrals:ask_desk              POST login 404   404   302   404   404   404   404   404
referrals:offer                 GET  login 404   404   404   200   404   404   404   404
referrals:offer                 POST login 404   404   404   302   404   404   404   404
referrals:retry_emails          POST login 404   404   404   404   404   302   404   404
"""

# A browser's session opens none of these: a key does, and its tests are in tests/api.
NEED_A_KEY = [
    "api/v1/networks/<slug:slug>/services",
    "api/v1/networks/<slug:slug>/services/<uuid:service_id>/capacity",
    "api/v1/networks/<slug:slug>/assessments",
    "api/v1/networks/<slug:slug>/assessments/<uuid:assessment_id>/referrals",
    "api/v1/networks/<slug:slug>/assessments/<uuid:assessment_id>/withdraw_consent",
    "api/v1/networks/<slug:slug>/assessments/<uuid:assessment_id>/files",
    "api/v1/networks/<slug:slug>/referrals",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/accept",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/undo",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/assign",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/decline",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/return",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/answer",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/withdraw",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/contact",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/forward",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/gains",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/close",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/reopen",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/send_to_desk",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/place",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/files/<uuid:attachment_id>",
    "api/v1/networks/<slug:slug>/referrals/<str:reference>/messages",
    "api/v1/networks/<slug:slug>/reports/repeat_crises",
    "api/v1/networks/<slug:slug>/reports/voice",
    "api/v1/",
]


@dataclass(frozen=True)
class Row:
    """What each role is answered by one address, asked in one way."""

    name: str
    method: str
    answers: dict[str, str]


def rows() -> list[Row]:
    header, *lines = [line.split() for line in TABLE.splitlines() if line.strip()]
    roles = header[2:]
    return [
        *(Row(name, how, dict(zip(roles, cells, strict=True))) for name, how, *cells in lines),
        *(Row(name, how, dict.fromkeys(roles, "401")) for name in NEED_A_KEY for how in METHODS),
    ]
