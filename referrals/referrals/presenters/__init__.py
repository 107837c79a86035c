"""Envelopes and letters in finished sentences, for pages."""
