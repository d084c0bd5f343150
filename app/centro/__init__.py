"""A caja and its centre, and the centre as it is administered."""
