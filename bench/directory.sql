-- The directory of 200 networks: 10,000 organisations and 30,000 services. The first network has a
-- tenth of everything, the second 500 services, the others share the rest. Every figure follows
-- from a row's number, so that two runs search the same data.

CREATE TEMP TABLE made_service AS
SELECT i, pg_temp.made(4, i) AS id, pg_temp.network_of(1 + (i - 1) / 3) AS net,
    pg_temp.made(1, pg_temp.network_of(1 + (i - 1) / 3)) AS network_id, 1 + (i - 1) / 3 AS organisation
FROM generate_series(1, 30000) i;

INSERT INTO networks_network (id, slug, name, short_name, kind, country, languages, colour, area_codes,
    helpline_phone, helpline_email, helpline_hours, desk_opens, desk_closes, standards, created_at)
SELECT pg_temp.made(1, n), 'bench-' || n, 'Bench network ' || n, 'Bench ' || n, 'live', 'england',
    '{en}', '#1d70b8', ARRAY['E09' || lpad(n::text, 6, '0')], '', '', '', '09:00', '17:00', '{}', now()
FROM generate_series(1, 200) n;

INSERT INTO organisations_organisation (id, network_id, name, sector, type, description, website,
    charity_number, makes_referrals, receives_referrals, registered_on)
SELECT DISTINCT pg_temp.made(2, organisation), network_id,
    (ARRAY['Harbour', 'Meadow', 'Old Mill', 'Lantern', 'Quay', 'Orchard', 'Bridge', 'Hilltop'])[1 + pg_temp.mixed(organisation, 1) % 8]
    || ' ' || (ARRAY['Advice', 'Trust', 'Community Centre', 'Food Hub', 'Law Centre', 'Families'])[1 + pg_temp.mixed(organisation, 2) % 6]
    || ' ' || organisation,
    (ARRAY['vcs', 'vcs', 'vcs', 'vcs', 'faith', 'housing', 'local_authority', 'local_authority', 'health', 'school'])[1 + pg_temp.mixed(organisation, 25) % 10],
    (ARRAY['', 'food_bank', 'advice_agency', 'community_group', 'energy_advice', 'legal_service'])[1 + pg_temp.mixed(organisation, 26) % 6],
    '', '', '', true, true, date '2024-10-01'
FROM made_service;

INSERT INTO organisations_team (id, network_id, organisation_id, is_desk, name, phone, email)
SELECT DISTINCT pg_temp.made(3, organisation), network_id, pg_temp.made(2, organisation), false,
    'Team ' || organisation, '', '' FROM made_service;

INSERT INTO organisations_agreementversion (id, network_id, kind, number, clauses, renew_months, published_at, in_force_from)
SELECT pg_temp.made(14, n), pg_temp.made(1, n), 'data-sharing', 1, '[]', 120, timestamptz '2024-09-01', timestamptz '2024-09-01'
FROM generate_series(1, 200) n;

INSERT INTO organisations_agreementsignature (id, network_id, organisation_id, version_id, kind, number, said_may_sign,
    signed_by_name, signed_by_role, signed_at, expires_at)
SELECT DISTINCT pg_temp.made(5, organisation), network_id, pg_temp.made(2, organisation), pg_temp.made(14, net), 'data-sharing', 1,
    true, 'Pat Sample', 'Chair', timestamptz '2026-01-05', timestamptz '2036-01-05' FROM made_service WHERE organisation % 20 <> 0;

INSERT INTO organisations_service (id, network_id, team_id, name, description, status, audience, route,
    scheme, url, fees, how_to_apply, alert, self_referral, languages, attending, accessibility,
    response_time, referrer_contact, information_needed, changed_at)
SELECT id, network_id, pg_temp.made(3, organisation),
    (ARRAY['Food parcels', 'Hardship grants', 'Debt casework', 'Furniture store', 'Housing advice',
           'Warm room', 'Legal clinic', 'Benefit checks', 'Baby bank', 'Befriending'])[1 + pg_temp.mixed(i, 3) % 10]
    || ' ' || i,
    'We help people who are in difficulty with vouchers, forms and somebody to talk to. '
    || (ARRAY['Prepayment meters topped up.', 'Nappies and baby clothes.', 'Help with bailiffs.',
              'Cookers and beds.', 'Appeals against a decision.'])[1 + pg_temp.mixed(i, 4) % 5],
    CASE WHEN pg_temp.mixed(i, 5) % 25 = 0 THEN 'draft' ELSE 'published' END,
    CASE WHEN pg_temp.mixed(i, 6) % 3 = 0 THEN 'members' ELSE 'public' END,
    CASE WHEN pg_temp.mixed(i, 7) % 20 = 0 THEN 'named' ELSE 'anyone' END,
    '', '', '', '', '', false,
    CASE WHEN pg_temp.mixed(i, 8) % 3 = 0 THEN '{en,so}' ELSE '{en}' END::text[],
    CASE WHEN pg_temp.mixed(i, 9) % 2 = 0 THEN '{phone,booked}' ELSE '{drop_in}' END::text[],
    '{}', '', '', '{}', now()
FROM made_service;

INSERT INTO organisations_serviceneed (id, network_id, service_id, need_id)
SELECT pg_temp.made(6, i * 8 + k), network_id, id, n.code
FROM made_service, generate_series(0, 2) k, organisations_need n
WHERE k <= pg_temp.mixed(i, 10) % 3 AND n.position = (pg_temp.mixed(i, 11) + k * 7) % 24;

INSERT INTO organisations_servicearea (id, network_id, service_id, kind, code)
SELECT pg_temp.made(7, i * 8 + k), network_id, id,
    CASE pg_temp.mixed(i, 12) % 3 WHEN 0 THEN 'network' WHEN 1 THEN 'authority' ELSE 'ward' END,
    CASE pg_temp.mixed(i, 12) % 3 WHEN 0 THEN '' WHEN 1 THEN 'E09' || lpad(net::text, 6, '0')
         ELSE 'E05' || lpad((net * 20 + (pg_temp.mixed(i, 13) + k) % 20)::text, 6, '0') END
FROM made_service, generate_series(0, 3) k
WHERE k = 0 OR pg_temp.mixed(i, 12) % 3 = 2;

INSERT INTO organisations_eligibility (id, network_id, service_id, minimum_age, maximum_age, takes_nrpf,
    only_with_children, genders, tenures, immigration, on_benefits_only, notes)
SELECT pg_temp.made(8, i), network_id, id,
    CASE WHEN pg_temp.mixed(i, 14) % 2 = 0 THEN 18 END, CASE WHEN pg_temp.mixed(i, 15) % 8 = 0 THEN 25 END,
    (ARRAY[true, false, NULL])[1 + pg_temp.mixed(i, 16) % 3],
    CASE WHEN pg_temp.mixed(i, 17) % 8 = 0 THEN true END, '{}',
    CASE WHEN pg_temp.mixed(i, 18) % 8 = 0 THEN '{private_rent}' ELSE '{}' END::text[], '{}',
    CASE WHEN pg_temp.mixed(i, 19) % 8 = 0 THEN true END, ''
FROM made_service WHERE pg_temp.mixed(i, 20) % 4 > 0;

INSERT INTO organisations_capacity (id, network_id, service_id, state, reason, places, per,
    expected_wait_days, is_full, reopens_as, set_at, set_by_name, confirmed_at)
SELECT pg_temp.made(9, i), network_id, id, state, CASE state WHEN 'paused' THEN 'On leave' ELSE '' END,
    CASE state WHEN 'limited' THEN 5 END, CASE state WHEN 'limited' THEN 'week' ELSE '' END,
    CASE state WHEN 'waiting_list' THEN 14 END, false, '', said, '', said
FROM (SELECT *, (ARRAY['open', 'open', 'open', 'open', 'limited', 'limited', 'waiting_list', 'paused'])[1 + pg_temp.mixed(i, 21) % 8] AS state,
        now() - pg_temp.mixed(i, 22) % 40 * interval '1 day' AS said FROM made_service) s;

INSERT INTO organisations_location (id, network_id, organisation_id, name, address, city, postcode,
    easting, northing, is_secret, accessibility, directions)
SELECT DISTINCT ON (organisation) pg_temp.made(10, organisation), network_id, pg_temp.made(2, organisation),
    '', '1 Sample Street', '', '', 530000 + pg_temp.mixed(organisation, 23) % 20000,
    180000 + pg_temp.mixed(organisation, 24) % 20000, organisation % 50 = 0, '{}', ''
FROM made_service;
INSERT INTO organisations_serviceatlocation (id, network_id, service_id, location_id)
SELECT pg_temp.made(11, i), network_id, id, pg_temp.made(10, organisation) FROM made_service;

INSERT INTO organisations_referralroute (id, network_id, service_id, organisation_id)
SELECT pg_temp.made(12, i), network_id, id, pg_temp.made(2, organisation)
FROM made_service WHERE pg_temp.mixed(i, 7) % 20 = 0;

INSERT INTO organisations_replyfigure (id, network_id, organisation_id, answered, accepted, typical_minutes,
    counted_at)
SELECT DISTINCT ON (organisation) pg_temp.made(13, organisation), network_id, pg_temp.made(2, organisation),
    8 + organisation % 20, 8, 30 + organisation % 900, now()
FROM made_service;
