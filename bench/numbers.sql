-- From a number to the ids that `directory.sql` and `envelopes.sql` make of it, again and again the same.

CREATE FUNCTION pg_temp.made(kind int, number bigint) RETURNS uuid IMMUTABLE LANGUAGE sql AS
$$ SELECT ('01900000-' || lpad(to_hex(kind), 4, '0') || '-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid $$;

CREATE FUNCTION pg_temp.network_of(organisation bigint) RETURNS bigint IMMUTABLE LANGUAGE sql AS
$$ SELECT CASE WHEN organisation <= 1000 THEN 1 WHEN organisation <= 1167 THEN 2 ELSE 3 + organisation % 198 END $$;

-- Scatters what follows from a number: neighbours share nothing.
CREATE FUNCTION pg_temp.mixed(number bigint, salt bigint) RETURNS bigint IMMUTABLE LANGUAGE sql AS
$$ SELECT abs(hashint8extended(number, salt)) / 7 $$;
