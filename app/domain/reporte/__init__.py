"""What was collected in some days, as values."""
