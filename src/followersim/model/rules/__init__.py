"""The compiled rules, one file per chapter of docs/odd.md. The order of an hour stands in hours.py."""
