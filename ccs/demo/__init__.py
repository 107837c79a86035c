"""The demo: made-up people to sign in as, and the mail they get. Only where settings say DEMO."""
