"""The quarter's and the year's pack: frozen figures, the desk's words, sent to named people."""
