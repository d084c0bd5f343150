"""Prices: loaded, looked over, compared, quoted."""
