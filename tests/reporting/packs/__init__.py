"""The reports to councils: drafted, written to, sent and corrected."""
