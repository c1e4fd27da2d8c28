"""The authors' folder: what is in it, what its settings say, and how one is begun."""
