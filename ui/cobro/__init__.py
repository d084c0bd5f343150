"""F1 Cobrar: who, what, how much; and the next person."""
