"""What ifolge costs: time, memory and disk, measured as a user would meet them."""
