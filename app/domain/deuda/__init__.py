"""What is owed on a day, and why."""
