"""Who holds a benefit: asked for, granted, renewed, withdrawn."""
