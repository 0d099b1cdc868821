"""The held-out generator: nothing that it draws with is what training draws with. Frozen before the first training."""
