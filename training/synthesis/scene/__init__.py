"""Things that lie on a surface or are held in a hand, and the light on them."""
