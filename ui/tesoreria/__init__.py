"""F11: what becomes of the money of each corte Z."""
