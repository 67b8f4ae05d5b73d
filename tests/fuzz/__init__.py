"""Thousands of damaged and hostile packages, and what the reader makes of them."""
