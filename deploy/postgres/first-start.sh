#!/bin/sh
# Run once by PostgreSQL's image, on an empty data folder.
set -e
run() {
    psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" "$@"
}
run --dbname postgres --file /ccs/roles.sql
run --dbname postgres --set owner="$OWNER_PASSWORD" --set app="$APP_PASSWORD" \
    --set backup="$BACKUP_PASSWORD" <<'SQL'
ALTER ROLE ccs_owner PASSWORD :'owner';
ALTER ROLE ccs_app PASSWORD :'app';
ALTER ROLE ccs_backup PASSWORD :'backup';
ALTER DATABASE ccs OWNER TO ccs_owner;
SQL
run --dbname ccs --file /ccs/database.sql
