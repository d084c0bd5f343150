"""The window of the centre's staff: all cajas, the day's collection as it comes in, and what must be looked at."""
