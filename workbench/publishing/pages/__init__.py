"""The pages that readers get, rendered from an edition alone: no request, no database."""
