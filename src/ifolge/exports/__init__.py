"""A ledger in the field's own formats. Each module turns entries into one format; none reads the store."""
