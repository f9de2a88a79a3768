"""One file a format: bytes or text in, an `Extract` out."""
