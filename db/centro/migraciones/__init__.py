"""Shape of the centre's database by revisions; the projection is not here: it is dropped and folded again."""
