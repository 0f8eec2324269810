// Runs the inspector's command line once for each list of arguments that standard input gives (a JSON list of lists), all
// in this one process. Prints a JSON list of what each printed.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const inspector = dirname(createRequire(import.meta.url).resolve("@modelcontextprotocol/inspector/package.json"));
const { runCli } = await import(pathToFileURL(join(inspector, "clients", "cli", "build", "index.js")).href);

const write = process.stdout.write.bind(process.stdout);
const printed = [];
process.stdout.write = (chunk, encoding, done) => {
  printed.push(chunk.toString());
  (typeof encoding === "function" ? encoding : done)?.();
  return true;
};
const results = [];
for (const given of JSON.parse(await text(process.stdin))) {
  printed.length = 0;
  await runCli(["node", "mcp-inspector", ...given]);
  results.push(printed.join(""));
}
write(JSON.stringify(results), () => process.exit(0));
