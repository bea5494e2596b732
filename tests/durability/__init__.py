"""What survives: real processes, killed, starved and cut off."""
