// No hand-written code file over 250 lines, and no way around the compiler.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const LINES_MAX = 250;
const CODE = /\.(ts|tsx|mjs|cjs|js|css|sql|prisma)$/;
/** Migrations, data tables, messages, drawings and what a tool made are not written line by line. */
const EXEMPT =
  /^(prisma\/migrations\/|generated\/)|\.data\.ts$|(^|\/)(messages|drawings|schemas)\/|\.generated\./;
const AROUND = [
  [/@ts-(ignore|nocheck)/, "turns the compiler off"],
  [/biome-ignore\s+lint\/suspicious\/noExplicitAny/, "lets an `any` through"],
  [/biome-ignore\s+lint\/style\/noNonNullAssertion/, "lets a non-null assertion through"],
];

const root = resolve(import.meta.dirname, "../..");
// What git knows, and what is new and not ignored: no build, no packages.
const list = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
});
if (list.status !== 0) {
  console.error(`git could not list the files: ${list.stderr}`);
  process.exit(1);
}

const complaints = [];
let count = 0;
for (const path of list.stdout.split("\0")) {
  if (!CODE.test(path) || EXEMPT.test(path)) continue;
  let text;
  try {
    text = readFileSync(resolve(root, path), "utf8");
  } catch {
    continue; // Removed, and not yet committed.
  }
  count += 1;
  const lines = text.split("\n").length - 1;
  if (lines > LINES_MAX) complaints.push(`${path}: ${lines} lines, at most ${LINES_MAX}`);
  if (path === "scripts/test/files.mjs") continue;
  for (const [pattern, what] of AROUND) if (pattern.test(text)) complaints.push(`${path}: ${what}`);
}
if (count === 0) complaints.push("no file was read");
for (const complaint of complaints) console.log(complaint);
console.log(`${count} files read, ${complaints.length} complaints.`);
process.exit(complaints.length === 0 ? 0 : 1);
