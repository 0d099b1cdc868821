"""The training documents."""

from training.synthesis.documents.draw import colour_copy, draw_document, grey_copy

__all__ = ["colour_copy", "draw_document", "grey_copy"]
