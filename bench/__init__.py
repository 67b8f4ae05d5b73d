"""How fast the program is, against whom; every figure is a ratio measured in one run."""
