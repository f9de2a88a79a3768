"""Two readers' verdicts on a claim: side by side, decided between, voted on."""
