"""A caja put back: from the centre's copy, on another PC, under its next serie."""
