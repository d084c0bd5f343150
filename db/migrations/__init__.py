"""Shape of `caja.db` by revisions. The diario and `pago` are never batch-migrated; the projection is refolded."""
