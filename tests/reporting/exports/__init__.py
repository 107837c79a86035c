"""Files of figures, and long lists of envelopes."""
