"""Curation: what editors use to keep the knowledge true."""
