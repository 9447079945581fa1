"""What is measured by hand: `make bench`."""
