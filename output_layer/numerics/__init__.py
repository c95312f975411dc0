"""What the chapters' mathematics stands on: arguments, rows of logits, exponentials, accuracy."""
