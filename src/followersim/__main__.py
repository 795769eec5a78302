"""Lets `python -m followersim` do what `followersim` does."""

from followersim.cli import main

main()
