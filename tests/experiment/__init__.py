"""Tests of running, gathering and writing."""
