"use strict";
// The view of a host's conversation: it shows what a result of a tool brings, and asks for nothing else.
const main = document.getElementById("main");
const dark = [...document.styleSheets[0].cssRules].find((rule) => (rule.conditionText || "").includes("dark"));
const send = (message) => parent.postMessage({ jsonrpc: "2.0", ...message }, "*");
const tell = () => {
  const { width, height } = document.documentElement.getBoundingClientRect();
  send({ method: "ui/notifications/size-changed", params: { width: Math.ceil(width), height: Math.ceil(height) } });
};

function show(result) {
  const parts = result.content || [];
  const page = (result._meta || {})["gongkai/page"];
  if (typeof page === "string") {
    main.innerHTML = page;
  } else {
    main.textContent = parts.filter((part) => part.type === "text").map((part) => part.text).join("\n");
  }
  const picture = parts.find((part) => part.type === "image" && part.mimeType === "image/jpeg");
  for (const image of main.querySelectorAll("img")) {
    if (picture) image.src = `data:image/jpeg;base64,${picture.data}`;
    else image.remove();
  }
  // Other pages are not here.
  for (const link of main.querySelectorAll("a[href]:not([href^='#'])")) link.removeAttribute("href");
}

function dress(context) {
  if (!context || !context.theme) return;
  document.documentElement.style.colorScheme = context.theme;
  // Of the host's theme, whatever the system's is.
  dark.media.mediaText = context.theme === "dark" ? "all" : "not all";
}

// A document that its host holds in its hands has no address of its own to which "#…" could lead.
main.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const found = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!found) return;
  event.preventDefault();
  for (const one of main.querySelectorAll(".target")) one.classList.remove("target");
  found.classList.add("target");
  found.scrollIntoView({ block: "center" });
  (found.querySelector("a") || found).focus();
});

addEventListener("message", ({ source, data }) => {
  if (source !== parent || !data || data.jsonrpc !== "2.0") return;
  if (data.method === undefined) {
    if (data.id !== 1 || !data.result) return;
    dress(data.result.hostContext);
    send({ method: "ui/notifications/initialized" });
    tell();
  } else if (data.method === "ui/notifications/tool-result") {
    show(data.params || {});
  } else if (data.method === "ui/notifications/tool-cancelled") {
    main.textContent = (data.params || {}).reason || "–";
  } else if (data.method === "ui/notifications/host-context-changed") {
    dress(data.params);
  } else if (data.id !== undefined) {
    const known = data.method === "ping" || data.method === "ui/resource-teardown";
    send({ id: data.id, ...(known ? { result: {} } : { error: { code: -32601, message: "Method not found" } }) });
  }
});
new ResizeObserver(tell).observe(document.documentElement);
send({
  id: 1,
  method: "ui/initialize",
  params: {
    protocolVersion: "2026-01-26",
    appInfo: { name: "gongkai", version: "1" },
    appCapabilities: { availableDisplayModes: ["inline", "fullscreen"] },
  },
});
