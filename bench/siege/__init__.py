"""What hurt a class, played again: `make siege` (docs/why/siege.md)."""
