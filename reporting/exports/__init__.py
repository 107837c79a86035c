"""Figures as files, and long lists of envelopes that a worker writes."""
