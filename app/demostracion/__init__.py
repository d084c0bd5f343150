"""Demonstration cajas: invented people and recibos that the tariff prices."""
