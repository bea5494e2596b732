"""A year of a whole company on a clock that is set by hand, and what must hold on each of its days."""
