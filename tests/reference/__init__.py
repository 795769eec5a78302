"""The model once more, as plain Mesa agents: slow, obvious, written from docs/odd.md, and equal draw by draw.

Nothing here comes from `followersim.model`: a mistake in the compiled rules would not be repeated, but found.
"""
