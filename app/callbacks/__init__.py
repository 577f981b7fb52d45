"""Dash's callbacks, one module per subject, each with register(app, ...): they translate, they do not think."""
