"""合法性检查: what a paper is checked for before it is issued; `check.py` is the way in."""
