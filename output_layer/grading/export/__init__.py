"""Brings grades and feedback pages back into the system that the submissions came from."""
