"""Interchange formats: stored records as others read them."""
