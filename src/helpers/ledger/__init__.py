"""The evidence base: load it, check it, and see it as it could be seen on a given day."""
