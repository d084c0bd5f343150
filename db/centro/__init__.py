"""PostgreSQL of the centre: its shape, who may do what in it, and what `servir` does with what cajas send."""
