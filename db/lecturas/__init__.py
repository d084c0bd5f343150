"""Reads of the projection, each matter by itself; frozen values go out."""
