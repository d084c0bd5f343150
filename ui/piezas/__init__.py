"""Widgets that screens are made of; they know of no caja."""
