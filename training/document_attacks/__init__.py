"""Photos of genuine and of attacked documents, which the checks of documents are trained and measured on."""
