"""Surfaces, things, light and camera of the held-out generator. Nothing of the kind is shared with the training one."""
