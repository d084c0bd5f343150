"""F5: who holds a benefit, and the recibos de subsidio that wait for a signature."""
