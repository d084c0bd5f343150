"""What the centre decides about what cajas send."""
