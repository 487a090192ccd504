"""The stores: files and databases that keep what the assistant knows and remembers."""
