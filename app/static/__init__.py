"""Files as they are served: built once when the server starts."""
