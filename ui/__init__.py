"""The window: one screen a file; view state in, signals out; paints the lines of documentos."""
