"""How many rows a table has, and a sum over what they hold: the same on every server."""

from typing import Final

# As text every row is the same when these are.
SAME_TEXT: Final = (
    "SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres';"
    " SET bytea_output = 'hex'; SET extra_float_digits = 1"
)
# A sum of pieces of hashes: it asks for no order and no memory.
ROWS_AND_SUM: Final = (
    "SELECT count(*), coalesce(sum(('x' || left(encode(sha256(convert_to(t::text, 'UTF8')), 'hex'),"
    " 15))::bit(60)::bigint), 0)::text FROM {table} t"
)
