"""The page Rehearsal: settings to try, and whom they would change."""
