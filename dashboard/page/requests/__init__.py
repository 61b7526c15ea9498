"""What people say on pages: the form for what is missing, requests with their answers, verdicts."""
