"""Asientos: how they are written, and what must hold of them."""
