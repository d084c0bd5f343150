"""SQLite of the caja: the diario, its projection, the padrón, and the only place that speaks SQL."""
