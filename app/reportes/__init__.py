"""Reports over any days: what was collected, the benefits, the differences; read in one snapshot, never written."""
