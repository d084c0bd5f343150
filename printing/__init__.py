"""From the lines of a document to text, ESC/POS bytes, PDF and PNG."""
