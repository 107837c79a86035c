"""PostgreSQL and a Redis-compatible server from wheels, for a machine with neither.

Nothing here needs Django: its settings need the engines' addresses, so the engines come first.
"""
