"""What teaches the public to tell the signals apart: a page, and a listening test."""
