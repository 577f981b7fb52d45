"""What a person pastes or opens, read into columns of numbers with names and units (docs/why/reading.md)."""
