"""What readers get: one immutable model that every page and every format renders from."""
