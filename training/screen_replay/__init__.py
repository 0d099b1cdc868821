"""The network that tells documents from documents shown on a screen: pipeline `sr-1`."""
