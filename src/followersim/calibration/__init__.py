"""Looking for parameters with which the model meets published patterns, or the figures of one's own account."""
