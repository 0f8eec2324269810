// Connects with the TypeScript SDK, calls what standard input asks for and prints what came back.
//
// In:  {"url": "http://...", "token": "..."} or {"command": "...", "args": [...]}, with "mode": "legacy" | "auto" and
//      "calls": [{"name": "...", "arguments": {...}}], "uris": ["..."], "prompts": [{"name": "...", "arguments": {...}}]
// Out: {"protocol", "tools", "results", "resources", "templates", "contents", "prompts"}
import { text } from "node:stream/consumers";

import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

const job = JSON.parse(await text(process.stdin));
const transport = job.url
  ? new StreamableHTTPClientTransport(new URL(job.url), {
      requestInit: { headers: { Authorization: `Bearer ${job.token}` } },
    })
  : new StdioClientTransport({ command: job.command, args: job.args });
const client = new Client({ name: "gongkai-tests", version: "0" }, { versionNegotiation: { mode: job.mode } });
await client.connect(transport);
const { tools } = await client.listTools();
const results = [];
for (const call of job.calls) results.push(await client.callTool(call));
const { resources } = await client.listResources();
const { resourceTemplates: templates } = await client.listResourceTemplates();
const contents = [];
for (const uri of job.uris) contents.push(await client.readResource({ uri }));
const prompts = [];
for (const prompt of job.prompts) prompts.push(await client.getPrompt(prompt));
const protocol = client.getNegotiatedProtocolVersion();
await client.close();
console.log(JSON.stringify({ protocol, tools, results, resources, templates, contents, prompts }));
