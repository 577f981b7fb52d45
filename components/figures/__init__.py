"""Figures: pure functions of plain values, one module each."""
