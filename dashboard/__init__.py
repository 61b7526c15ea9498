"""What is neither SQL, nor a page, nor data: who is looking, reading, charts and components."""
