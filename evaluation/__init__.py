"""What ifolge reaches: floors that hold its quality, and peers beside it on the same articles. Nothing here ships."""
