"""Set-up and checks of the source tree; no part of the program."""
