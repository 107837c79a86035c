"""The SQL around a restored dump, inside its transaction."""

from collections.abc import Iterator
from typing import Final

from ccs.backup.manifest import Manifest
from ccs.backup.sums import ROWS_AND_SUM, SAME_TEXT

# What is ours in `public`: nothing of an extension.
_OURS: Final = """
    n.nspname = 'public' AND NOT EXISTS (
        SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""
TABLES: Final = f"""
    SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND {_OURS}
"""  # noqa: S608 - constants
DROP_ALL: Final = f"""
SET client_min_messages = warning;
DO $drop$
DECLARE command text;
BEGIN
    FOR command IN
        SELECT format('DROP %s IF EXISTS public.%I CASCADE',
                      CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
                      ELSE 'TABLE' END, c.relname)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm') AND {_OURS}
        UNION ALL
        SELECT format('DROP SEQUENCE IF EXISTS public.%I CASCADE', c.relname)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'S' AND {_OURS}
    LOOP
        EXECUTE command;
    END LOOP;
    FOR command IN
        SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', c.oid::regprocedure)
        FROM pg_proc c JOIN pg_namespace n ON n.oid = c.pronamespace
        WHERE {_OURS}
    LOOP
        EXECUTE command;
    END LOOP;
END
$drop$;
"""  # noqa: S608 - constants
# psql ends well too when it was told half: only this word proves the rest. Plans are bad until
# the server has looked; what is not ours it leaves out by itself.
DONE: Final = "every row is there"
COMMIT: Final = f"COMMIT; SELECT '{DONE}'; SET client_min_messages = error; ANALYZE;"


def checks(manifest: Manifest) -> Iterator[str]:
    """Every table compared with what the backup says of it; one that differs ends it all.

    The owner is behind the walls too, but for as long as a table does not force it.
    """
    yield f"{SAME_TEXT}; SET row_security = off; SET search_path = public;"
    for name, table in manifest.tables.items():
        counted = ROWS_AND_SUM.format(table=f'public."{name}"')
        yield f"""
DO $check$
DECLARE forced boolean; rows bigint; content text;
BEGIN
    SELECT relforcerowsecurity INTO STRICT forced
        FROM pg_class WHERE oid = 'public."{name}"'::regclass;
    IF forced THEN ALTER TABLE public."{name}" NO FORCE ROW LEVEL SECURITY; END IF;
    SELECT * INTO rows, content FROM ({counted}) counted;
    IF rows <> {table.rows} OR content <> '{table.sum}' THEN
        RAISE EXCEPTION '{name} is not what the backup says: % of {table.rows} rows', rows;
    END IF;
    IF forced THEN ALTER TABLE public."{name}" FORCE ROW LEVEL SECURITY; END IF;
END
$check$;"""  # noqa: S608 - from an authentic backup, and names of tables
