"""Webhooks: what happened is sent to the addresses that asked for it, signed, until it arrives."""
