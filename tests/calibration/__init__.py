"""Calibration: the search, accounts and the command."""
