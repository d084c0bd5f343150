"""The trade itself: frozen values and pure functions. Imports the standard library and itself, nothing else."""
