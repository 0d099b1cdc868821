"""The network that tells edited pictures of documents from pictures as a camera left them: `dm-1`."""
