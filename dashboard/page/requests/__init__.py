"""What people say on pages: what is missing, requests and answers, verdicts, and calls."""
