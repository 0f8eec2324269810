"""The MCP server: the stored figures for agents, over stdio and streamable HTTP."""
