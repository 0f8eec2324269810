"""What the tools and the resources work out: functions of an archive and plain values, that return data for clients.

They run in processes of their own (`server.running`) and know nothing of the protocol.
"""
