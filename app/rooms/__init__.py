"""The class: one code on the wall, a teacher, members; what is set for all, and what becomes of their runs."""
