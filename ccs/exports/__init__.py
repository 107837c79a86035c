"""Tables that leave the site as files."""
