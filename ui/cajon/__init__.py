"""F4, efectivo: cash in and out without a payment, the drawer, and the day's list. See `ui.cajon.panel`."""
