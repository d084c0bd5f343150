"""Programs of the law, and who holds one."""
