"""A plan: what follows for an MVP from what they intend (docs/rules.md section 18)."""
