"""What makes the files that a page fetches, run by the page's own Python in Node."""
