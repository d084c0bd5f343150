"""Trámites at the counter: convenios and constancias."""
