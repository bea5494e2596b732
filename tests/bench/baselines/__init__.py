"""What others would build, to be measured beside."""
