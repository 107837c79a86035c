"""Pages for those who run services: write them down, show them, take them back."""
