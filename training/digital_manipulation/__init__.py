"""The network that tells edited pictures of documents from pictures as a camera left them: what `dm-1` is to be."""
