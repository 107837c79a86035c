-- Referrals, made of their numbers: two years and some weeks of them, a tenth in the first network.
-- Of the last month half are open, of the rest three in a hundred. Each is of one conversation,
-- of which there is no letter: reports read envelopes alone.

CREATE FUNCTION pg_temp.sender_of(referral bigint) RETURNS bigint IMMUTABLE LANGUAGE sql AS
$$ SELECT CASE WHEN referral % 10 = 0 THEN 1 + pg_temp.mixed(referral, 40) % 1000
    ELSE 1001 + pg_temp.mixed(referral, 40) % 9000 END $$;

-- Somebody in the same network: those of the smaller ones stand 198 apart.
CREATE FUNCTION pg_temp.receiver_of(net bigint, referral bigint) RETURNS bigint IMMUTABLE LANGUAGE sql AS
$$ SELECT CASE net WHEN 1 THEN 1 + pg_temp.mixed(referral, 41) % 1000 WHEN 2 THEN 1001 + pg_temp.mixed(referral, 41) % 167
    ELSE 1168 + (net - 3 + 20) % 198 + 198 * (pg_temp.mixed(referral, 41) % 44) END $$;

INSERT INTO referrals_referral (id, network_id, reference, assessment_id, from_team_id, origin_team_id, to_team_id,
    owner_team_id, service_id, from_organisation_id, to_organisation_id, self_referred, status, needs, urgency,
    decline_reason, outcome, service_name, from_name, to_name, from_sector, from_type, to_sector, to_type, from_scheme,
    to_scheme, created_at, sent_at, accepted_at, first_contact_at, answered_at, answer_minutes, answer_in_time,
    contact_minutes, contact_in_time, ended_at, next_action_at, changed_at)
SELECT pg_temp.made(20, i), pg_temp.made(1, net), 'B' || lpad(i::text, 8, '0'), pg_temp.made(21, i),
    pg_temp.made(3, sender), pg_temp.made(3, sender), pg_temp.made(3, receiver),
    CASE WHEN is_open THEN pg_temp.made(3, receiver) END, pg_temp.made(4, service), pg_temp.made(2, sender),
    pg_temp.made(2, receiver), false, status,
    (ARRAY['{food}', '{food,fuel}', '{debt}', '{cash,food,fuel}', '{advice}', '{clothing}'])[1 + pg_temp.mixed(i, 44) % 6]::text[],
    (ARRAY['today', 'urgent', 'urgent', 'soon', 'soon'])[1 + pg_temp.mixed(i, 45) % 5],
    CASE status WHEN 'declined' THEN (ARRAY['no_capacity', 'not_eligible', 'out_of_area', 'other'])[1 + pg_temp.mixed(i, 46) % 4] ELSE '' END,
    CASE status WHEN 'closed' THEN (ARRAY['helped_in_full', 'helped_in_part', 'could_not_reach'])[1 + pg_temp.mixed(i, 47) % 3] ELSE '' END,
    'Service ' || service, f.name, t.name, f.sector, f.type, t.sector, t.type, '',
    CASE WHEN receiver % 25 = 0 THEN 'lwas' ELSE '' END,
    at, at, CASE WHEN accepted THEN at + wait END, CASE WHEN contacted THEN at + wait * 2 END,
    CASE WHEN answered THEN at + wait END, CASE WHEN answered THEN minutes END, CASE WHEN answered THEN minutes <= 960 END,
    CASE WHEN contacted THEN minutes END, CASE WHEN contacted THEN minutes <= 960 END,
    CASE WHEN NOT is_open THEN at + wait * 3 END, CASE WHEN is_open THEN at + interval '2 days' END, at + wait
FROM (
    SELECT *, pg_temp.network_of(sender) AS net,
        (pg_temp.receiver_of(pg_temp.network_of(sender), i) - 1) * 3 + 1 + pg_temp.mixed(i, 42) % 3 AS service,
        pg_temp.receiver_of(pg_temp.network_of(sender), i) AS receiver,
        status IN ('sent', 'accepted') AS is_open, status <> 'sent' AND status <> 'withdrawn' AS answered,
        status IN ('accepted', 'closed') AS accepted, status = 'closed' AS contacted,
        minutes * interval '3 minutes' AS wait
    FROM (
        SELECT i, pg_temp.sender_of(i) AS sender, 15 + pg_temp.mixed(i, 48) % 2400 AS minutes,
            timestamptz '2026-11-22' - day * interval '1 day' + pg_temp.mixed(i, 43) % 600 * interval '1 minute' AS at,
            CASE WHEN pg_temp.mixed(i, 49) % 100 < CASE WHEN day < 30 THEN 50 ELSE 3 END
                THEN (ARRAY['sent', 'accepted'])[1 + pg_temp.mixed(i, 50) % 2]
                ELSE (ARRAY['closed', 'closed', 'closed', 'closed', 'closed', 'closed', 'closed', 'declined', 'declined', 'withdrawn'])[1 + pg_temp.mixed(i, 50) % 10] END AS status
        FROM (
            SELECT i, 1 + pg_temp.mixed(i, 51) % 780 AS day
            FROM generate_series(current_setting('bench.first')::bigint, current_setting('bench.last')::bigint) i
        ) of_day
    ) of_sender
) made
JOIN organisations_organisation f ON f.id = pg_temp.made(2, sender)
JOIN organisations_organisation t ON t.id = pg_temp.made(2, receiver);
