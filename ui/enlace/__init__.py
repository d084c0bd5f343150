"""F6, the centre: how this caja and its centre stand, the rounds, and what somebody must look at."""
