"""Which parameters matter: screening, indices, and whether the order of policies survives other values.

Sits right of experiment and analysis, like validation. SALib is loaded only when something is computed with it.
"""
