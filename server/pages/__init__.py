"""The face for people: pages made on the server, without scripts."""
