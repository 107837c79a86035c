-- The three roles of an installation. Passwords are set apart from this, so that they are in no file.
-- ccs_owner owns the tables and migrates; ccs_app is what the site runs as, and owns nothing;
-- ccs_backup reads everything, past the walls, and changes nothing.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ccs_owner') THEN
        CREATE ROLE ccs_owner LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ccs_app') THEN
        CREATE ROLE ccs_app LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ccs_backup') THEN
        CREATE ROLE ccs_backup LOGIN;
    END IF;
END
$$;
ALTER ROLE ccs_owner NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION CREATEDB;
ALTER ROLE ccs_app NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION NOCREATEDB;
-- What a process has left open goes by itself; the site opens another when it needs one.
ALTER ROLE ccs_app SET idle_session_timeout = '15min';
ALTER ROLE ccs_app SET idle_in_transaction_session_timeout = '5min';
ALTER ROLE ccs_backup NOSUPERUSER BYPASSRLS NOCREATEROLE NOREPLICATION NOCREATEDB;
ALTER ROLE ccs_backup SET default_transaction_read_only = on;
GRANT pg_read_all_data TO ccs_backup;
