"""From a page to its rows: the build of the run, its days, and the cached answers."""
