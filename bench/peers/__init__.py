"""The same page in other frameworks, and what an epoch of it costs server and browser there."""
