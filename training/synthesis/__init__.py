"""Synthetic photographs of identity documents: a drawn document, laid into a scene, seen by a camera."""
