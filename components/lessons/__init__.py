"""Lessons: one Markdown file each, and what reads them (docs/teaching.md)."""
