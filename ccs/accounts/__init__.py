"""Who signs in, and how: by a code in an email, for there are no passwords."""
