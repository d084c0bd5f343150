"""Charging at the counter: what is owed, what a charge would be, and the charge."""
