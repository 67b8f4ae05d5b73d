"""The reader of foreign files: what runs in a process of its own, with the standard library alone."""
