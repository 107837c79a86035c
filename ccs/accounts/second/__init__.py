"""The second step of signing in: a passkey, or a code from an app; and what to do without it."""
