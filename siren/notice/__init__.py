"""The announcement of a siren test, read: from a file to the drill that it asks for."""
