"""The lesson: data, model, training and theory. Torch and numpy only, so that it runs in a notebook."""
