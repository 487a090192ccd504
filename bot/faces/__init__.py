"""The faces: where people talk to the assistant."""
