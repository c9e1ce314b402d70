import { readFileSync } from "node:fs";
import { join } from "node:path";

function readDemo(dataDirectory) {
  try {
    return JSON.parse(readFileSync(join(dataDirectory, "demo.json"), "utf8"));
  } catch {
    return null;
  }
}

const row = ([label, value]) => `  ${label.padEnd(22)}${value}`;

/** What stands on the terminal when everything runs: where to shop, where to sign in, and the demo credentials. */
export function welcome(settings) {
  const stopLine = "Stop with Ctrl-C.";
  const demo = settings.sandbox ? readDemo(settings.dataDirectory) : null;
  const address = settings.appUrl;
  if (!demo) {
    return [
      "",
      "Kassa is ready.",
      "",
      row(["Shop", address]),
      row(["Merchant", `${address}/admin`]),
      "",
      stopLine,
      "",
    ].join("\n");
  }
  const rows = [
    ["Shop", address],
    ["Merchant", `${address}/admin`],
    ["  e-mail", demo.admin.email],
    ["  password", demo.admin.password],
    ["Sandbox", `${demo.sandboxUrl}  (no real money; test card 4242 4242 4242 4242)`],
    ["API", `${address}/api  (token: POST ${address}/oauth/token)`],
    ["  client_id", demo.integration.client_id],
    ["  client_secret", demo.integration.client_secret],
    ["  sales channel", `${demo.salesChannel.client_id}  ${demo.salesChannel.scope}`],
  ];
  const file = join(settings.dataDirectory, "demo.json");
  return [
    "",
    "Kassa is ready.",
    "",
    ...rows.map(row),
    "",
    `The same in ${file}. ${stopLine}`,
    "",
  ].join("\n");
}
