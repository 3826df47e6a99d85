"""What the service achieves: accuracy against gold, and speed, beside others."""
