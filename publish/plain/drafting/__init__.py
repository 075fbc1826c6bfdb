"""Drafting: proposals for plain-language text, which are never more than that until a person approves them."""
