"""The session at the till and what became of its money."""
