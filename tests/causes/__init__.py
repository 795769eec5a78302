"""Tests of the attribution of differences to causes."""
