"""The one query behind a search: a row for each service, whatever their number.

Every part of a service is a sub-select of its own, found by an index that begins with the
network. PostgreSQL knows nothing of how many rows a policy lets through: left to join tables
behind walls, it may compare every row of one with every row of another.
"""

from typing import Final

# First the services asked for, then what is known of each of them.
FOUND: Final = """
found AS MATERIALIZED (
  SELECT s.id, s.name, s.languages, s.attending, s.route, t.id AS team_id, t.name AS team,
    o.id AS organisation_id, o.name AS organisation, n.needs{likeness}
  FROM organisations_service s
  CROSS JOIN LATERAL (
    SELECT t.id, t.name, t.organisation_id FROM organisations_team t
    WHERE t.network_id = %(network)s AND t.id = s.team_id AND t.closed_on IS NULL LIMIT 1) t
  CROSS JOIN LATERAL (
    SELECT o.id, o.name FROM organisations_organisation o
    WHERE o.network_id = %(network)s AND o.id = t.organisation_id
      AND o.left_on IS NULL AND o.registered_on IS NOT NULL
      AND o.receives_referrals LIMIT 1) o
  CROSS JOIN LATERAL (
    SELECT ARRAY(SELECT n.need_id::text FROM organisations_serviceneed n
                 WHERE n.network_id = %(network)s AND n.service_id = s.id) AS needs) n
  {words}
  WHERE s.network_id = %(network)s AND s.status = 'published' {limits}
)
"""
# Columns as the fields of `Candidate`.
KNOWN: Final = """
SELECT s.id AS service_id, s.name, s.needs,
  ARRAY(SELECT a.kind || ':' || a.code FROM organisations_servicearea a
        WHERE a.network_id = %(network)s AND a.service_id = s.id) AS areas,
  (SELECT w.area_codes::text[] FROM networks_network w
   WHERE w.id = %(network)s) AS network_authorities,
  {nearest},
  e.minimum_age, e.maximum_age, e.takes_nrpf, e.only_with_children, e.on_benefits_only,
  e.genders::text[], e.tenures::text[], e.immigration::text[],
  s.languages::text[], s.attending::text[],
  c.state, c.is_full, c.confirmed_at >= %(confirmed_since)s AS confirmed, c.confirmed_at,
  c.reason AS paused_because, c.reopens_on, c.places, c.per,
  c.expected_wait_days,
  %(public)s OR EXISTS (
    SELECT 1 FROM organisations_agreementsignature g
    WHERE g.network_id = %(network)s AND g.organisation_id = s.organisation_id
      AND g.kind = 'data-sharing' AND g.expires_at > %(now)s
      AND g.number = (
        SELECT max(v.number) FROM organisations_agreementversion v
        WHERE v.network_id = %(network)s AND v.kind = 'data-sharing'
          AND v.in_force_from <= %(now)s AND v.taken_back_at IS NULL)) AS signed,
  CASE WHEN %(public)s THEN 'anyone' ELSE s.route END AS route,
  ARRAY(SELECT r.organisation_id FROM organisations_referralroute r
        WHERE s.route <> 'anyone' AND r.network_id = %(network)s AND r.service_id = s.id
          AND (r.starts_on IS NULL OR r.starts_on <= %(today)s)
          AND (r.ends_on IS NULL OR r.ends_on >= %(today)s)) AS route_organisations,
  (SELECT f.typical_minutes / 60.0::float8 FROM organisations_replyfigure f
   WHERE f.network_id = %(network)s AND f.organisation_id = s.organisation_id
     AND (f.service_id = s.id OR f.service_id IS NULL)
     AND f.answered >= %(enough)s AND f.typical_minutes IS NOT NULL
   ORDER BY f.service_id NULLS LAST LIMIT 1) AS response_hours,
  {likeness}, s.team_id, s.team, s.organisation_id, s.organisation
FROM found s
CROSS JOIN LATERAL (
  SELECT c.* FROM organisations_capacity c
  WHERE c.network_id = %(network)s AND c.service_id = s.id LIMIT 1) c
LEFT JOIN LATERAL (
  SELECT e.* FROM organisations_eligibility e
  WHERE e.network_id = %(network)s AND e.service_id = s.id LIMIT 1) e ON true
"""
MEETING: Final = """s.id = ANY (ARRAY(
    SELECT m.service_id FROM organisations_serviceneed m
    WHERE m.network_id = %(network)s AND m.need_id = ANY (%(needs)s::text[])))"""
# Kept whatever was asked: what is ticked already.
ALSO: Final = "s.id = ANY (%(also)s::uuid[])"

# Only when a place is asked about: the nearest of the service's places.
NEAREST: Final = """
LEFT JOIN LATERAL (
  SELECT l.easting, l.northing
  FROM organisations_serviceatlocation x
  CROSS JOIN LATERAL (
    SELECT l.easting, l.northing FROM organisations_location l
    WHERE l.network_id = %(network)s AND l.id = x.location_id
      AND NOT l.is_secret AND l.easting IS NOT NULL AND l.northing IS NOT NULL LIMIT 1) l
  WHERE x.network_id = %(network)s AND x.service_id = s.id
  ORDER BY (l.easting - %(easting)s)::float8 ^ 2 + (l.northing - %(northing)s)::float8 ^ 2
  LIMIT 1) p ON true
"""

# Only when something was typed. Which needs its phrases stand for: exactly, by the stem, or
# misspelt; the surest way of each phrase, and no phrase that is part of a longer one.
MEANT: Final = """
known AS MATERIALIZED (
  SELECT word, need, plainto_tsquery('english', word)::text AS stems
  FROM (SELECT unnest(%(labels)s::text[]) AS word, unnest(%(label_needs)s::text[]) AS need
        UNION ALL
        SELECT lower(y.word), y.need_id FROM organisations_needsynonym y
        WHERE y.network_id = %(network)s) every
),
phrase AS MATERIALIZED (
  SELECT text, first, last, plainto_tsquery('english', text)::text AS stems
  FROM unnest(%(phrases)s::text[], %(firsts)s::int[], %(lasts)s::int[]) AS p (text, first, last)
),
likely AS MATERIALIZED (
  SELECT first, last, need, how, min(how) OVER (PARTITION BY first, last) AS surest
  FROM (
    SELECT p.first, p.last, k.need, CASE
        WHEN p.text = k.word THEN 1
        WHEN p.stems = k.stems AND p.stems <> '' THEN 2
        WHEN length(p.text) > 4 AND abs(length(p.text) - length(k.word)) < 3
             AND similarity(p.text, k.word) >= %(misspelt)s THEN 3
        END AS how
    FROM phrase p CROSS JOIN known k) compared
  WHERE how IS NOT NULL
),
meant AS MATERIALIZED (
  SELECT l.first, l.last, l.need FROM likely l
  WHERE l.how = l.surest AND NOT EXISTS (
    SELECT 1 FROM likely w WHERE w.how = w.surest AND w.first <= l.first AND w.last >= l.last
      AND w.last - w.first > l.last - l.first)
)
"""
WORDS: Final = """
word AS MATERIALIZED (
  SELECT word, plainto_tsquery('english', word) AS stem,
    to_tsquery('simple', '''' || replace(word, '''', '''''') || ''':*') AS start,
    ARRAY(SELECT m.need::text FROM meant m WHERE place BETWEEN m.first AND m.last) AS needs
  FROM unnest(%(words)s::text[], %(places)s::int[]) AS w (word, place)
)
"""
# How well each word is met: by a name, by a need it stands for, by the description, by a name
# with a letter wrong. The worst of them decides whether the service is found at all.
LIKENESS: Final = """
  CROSS JOIN LATERAL (
    SELECT min(hit) AS worst, avg(hit) AS mean
    FROM (
      SELECT CASE
          WHEN position(w.word IN called.names) > 0 THEN 1.0
          WHEN n.needs && w.needs THEN 0.8
          WHEN s.search @@ w.stem OR s.search @@ w.start THEN 0.6
          WHEN length(w.word) > 3 AND word_similarity(w.word, called.names) >= %(alike)s THEN 0.5
          ELSE 0 END AS hit
      FROM word w, (SELECT lower(concat_ws(' ', s.name, t.name, o.name)) AS names) called) hits
  ) likeness
"""
LIKELY: Final = "likeness.worst > 0"
