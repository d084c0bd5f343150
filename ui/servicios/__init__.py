"""F2 Otros servicios: what is chosen, for whom, how much. The screen is `ui.servicios.pantalla.PantallaServicios`."""
