"""Settings tried on a build that is there, before anybody decides (docs/rules.md section 17)."""
