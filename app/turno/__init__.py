"""The session at the till: open, count, cut, hand over."""
