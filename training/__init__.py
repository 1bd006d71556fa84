"""Learns the weights that replydue judges by from labelled mail (docs/learning.md). Never imported by the product."""
