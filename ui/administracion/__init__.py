"""F6: imports, settings, printers, billing, prices."""
