"""Formats that fix each character on a page: PDF and OFD."""
