"use strict";
// The view of a host's conversation: it shows what a result of a tool brings, and asks for nothing else.
const main = document.getElementById("main");
const send = (message) => parent.postMessage({ jsonrpc: "2.0", ...message }, "*");
const tell = () => send({
  method: "ui/notifications/size-changed",
  params: { width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight },
});

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
  tell();
}

function dress(context) {
  if (context && context.theme) document.documentElement.style.colorScheme = context.theme;
}

addEventListener("message", ({ source, data }) => {
  if (source !== parent || !data || data.jsonrpc !== "2.0") return;
  if (data.id === 1 && data.result) {
    dress(data.result.hostContext);
    send({ method: "ui/notifications/initialized" });
    tell();
  } else if (data.method === "ui/notifications/tool-result") {
    show(data.params || {});
  } else if (data.method === "ui/notifications/host-context-changed") {
    dress(data.params);
  } else if (data.id !== undefined && (data.method === "ping" || data.method === "ui/resource-teardown")) {
    send({ id: data.id, result: {} });
  }
});
new ResizeObserver(tell).observe(document.documentElement);
send({
  id: 1,
  method: "ui/initialize",
  params: { protocolVersion: "2026-01-26", appInfo: { name: "gongkai", version: "1" }, appCapabilities: {} },
});
