"""The official forms and the indicators they hold."""
