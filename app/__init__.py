"""安查: an offline client for work-safety inspectors."""

__version__ = "0.1.0"
