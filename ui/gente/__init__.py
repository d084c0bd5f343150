"""F6, usuarios: who works at the caja; see `ui.gente.panel`."""
