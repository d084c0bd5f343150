"""F3: the tariff simulator."""
