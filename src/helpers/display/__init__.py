"""What a notebook shows: figures, maps, tables and prose, each with the words that explain it."""
