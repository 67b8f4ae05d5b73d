"""From records to what papers say: one file for each paper; `build.py` is the way in."""
