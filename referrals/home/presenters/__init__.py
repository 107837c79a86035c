"""The home page in finished sentences."""
