"""The only places that touch the operating system: the clock, locks, key files."""
