"""The referral's calls of the REST API."""
