"""Samples -> file or stream."""
