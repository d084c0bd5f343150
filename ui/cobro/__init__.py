"""F1 Cobrar: who, what, how much; and the next person. The screen is `ui.cobro.pantalla.PantallaCobrar`."""
