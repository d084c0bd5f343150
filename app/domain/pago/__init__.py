"""What a payment extinguishes, and what turns it round."""
