"""The believable district that `ancha demo` fills an empty store with."""
