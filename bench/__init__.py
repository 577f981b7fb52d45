"""Measures what the README promises (docs/why/measuring.md): CPU time, in pairs, medians; nothing here is asserted."""
