"""Tests of the charts room."""
