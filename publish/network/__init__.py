"""Asking services over the network that the user has chosen: with patience, within bounds, certificates checked."""
