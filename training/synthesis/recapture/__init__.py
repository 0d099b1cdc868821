"""Pictures shown again, on screens and on paper, and photographed: what presentation attacks and copies of documents are made of."""
