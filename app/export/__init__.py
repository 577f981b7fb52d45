"""A run to take home: the parser of its record, and the script and the notebook that give it again."""
