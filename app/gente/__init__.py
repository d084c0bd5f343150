"""People: who they are, their PINs, what they may do."""
