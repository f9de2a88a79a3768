"""The formats an edition can be taken away in: pure functions from its content to bytes."""
