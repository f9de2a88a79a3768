"""What must hold before a verdict is approved: one function a check."""
