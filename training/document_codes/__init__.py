"""Photos of documents, altered so that a code or a quality warning of the document reading is due."""
