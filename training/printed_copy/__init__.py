"""The network that tells documents from copies of them on paper: pipeline `pc-1`."""
