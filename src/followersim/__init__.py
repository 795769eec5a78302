"""followersim: what happens to a company's followers when it talks to them one way or another."""

__version__ = "0.1.0"
