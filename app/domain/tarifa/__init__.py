"""From m³ to the amounts of a bill."""
