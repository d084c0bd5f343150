"""Convenios and constancias."""
