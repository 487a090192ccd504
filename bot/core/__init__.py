"""The core: pure and synchronous rooms that understand a question and compose a reply."""
