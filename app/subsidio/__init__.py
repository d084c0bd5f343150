"""Recibos de subsidio: issued, signed, filed, told from forgeries."""
