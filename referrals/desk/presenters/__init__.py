"""The desk in words."""
