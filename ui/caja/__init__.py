"""F4: the turno, the count of the drawer, the corte."""
