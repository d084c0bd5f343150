"""Papers and lists on their way out: queue, printers, files."""
