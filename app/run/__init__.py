"""A tick: the command and the progress, the answer to one from the other, and the cache of live models."""
