"""Measures what docs/decisions.md and the README promise: CPU time, in pairs, medians; nothing here is asserted."""
