"""Signing in with the account that somebody has at their council: OpenID Connect, as its client."""
