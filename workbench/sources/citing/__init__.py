"""Citations of sources by a style in CSL, the Citation Style Language."""
