"""Views of the pages on which services are kept."""
