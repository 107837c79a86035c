"""Text messages to and from the person helped, through GOV.UK Notify. No number is kept."""
