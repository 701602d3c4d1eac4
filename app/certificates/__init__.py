"""Certificates and statements of learning, issued on completion, which others can check."""
