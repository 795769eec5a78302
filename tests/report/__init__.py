"""What is told about results: the story, the page, and the page in a real browser."""
