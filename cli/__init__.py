"""The command line: the only room that puts the others together.

Every command imports what it needs itself, so that none waits for another's imports.
"""
