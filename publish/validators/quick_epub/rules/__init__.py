"""What a book must be like: one module a subject, one function a rule."""
