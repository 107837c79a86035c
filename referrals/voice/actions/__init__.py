"""What is done with the link: by the team that gave it, and by the person themselves."""
