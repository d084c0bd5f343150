"""Recibos de subsidio and the signatures on them."""
