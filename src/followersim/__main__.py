"""Lets `python -m followersim` do what `followersim` does."""

from followersim.cli import main

if __name__ == "__main__":  # worker processes load this module, too
    main()
