"""The projected tables, and how an asiento is filed into them."""
