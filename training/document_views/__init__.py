"""What the networks share that look at a document in the photo itself, in patches of its own pixels and as a whole: views, network, training, measuring."""
