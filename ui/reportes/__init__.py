"""F10: reports."""
