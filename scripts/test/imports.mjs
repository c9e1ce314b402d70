// Runs the import rules. dependency-cruiser cannot read TSX (nor tell `import type`) with the compiler used here, so
// it is given a shadow of the project: the same files at the same paths, with nothing but their imports.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseFileSync } from "@swc/core";

const FOLDERS = ["app", "components", "lib", "sandbox", "scripts", "e2e", "tests", "simulation"];
const CODE = /\.(ts|tsx|mjs|js|cjs)$/;

function* codeFiles(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* codeFiles(path);
    else if (CODE.test(entry.name)) yield path;
  }
}

/** Every import of a syntax tree: { from, isType, isLazy }. */
function importsOf(node, found = []) {
  if (Array.isArray(node)) {
    for (const child of node) importsOf(child, found);
    return found;
  }
  if (typeof node !== "object" || node === null) return found;
  const allTypes = (node.specifiers ?? []).length > 0 && node.specifiers.every((s) => s.isTypeOnly);
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
      if (node.source) {
        found.push({ from: node.source.value, isType: node.typeOnly === true || allTypes });
      }
      break;
    case "TsImportType":
      found.push({ from: node.argument.value, isType: true });
      break;
    case "CallExpression": {
      const [argument] = node.arguments;
      const isRequire = node.callee.type === "Identifier" && node.callee.value === "require";
      if (
        (node.callee.type === "Import" || isRequire) &&
        argument?.expression.type === "StringLiteral"
      ) {
        found.push({ from: argument.expression.value, isType: false, isLazy: true });
      }
      break;
    }
  }
  for (const [key, child] of Object.entries(node)) if (key !== "span") importsOf(child, found);
  return found;
}

function stubOf(root, path, withTypes) {
  const syntax = { syntax: "typescript", tsx: path.endsWith("x"), target: "es2022" };
  const lines = importsOf(parseFileSync(path, syntax).body)
    .filter(({ isType }) => withTypes || !isType)
    .map(({ from, isLazy }) => {
      const target = from.startsWith("@/")
        ? relative(dirname(path), join(root, from.slice(2))).replace(/^(?!\.)/, "./")
        : from;
      return isLazy ? `import(${JSON.stringify(target)});` : `import ${JSON.stringify(target)};`;
    });
  return `${lines.join("\n")}\n`;
}

/** Cruises once; returns sentences, none where all is well. */
function cruise(root, folders, withTypes) {
  const shadow = join(root, ".cache", withTypes ? "imports-all" : "imports-values");
  rmSync(shadow, { recursive: true, force: true });
  let count = 0;
  for (const folder of [
    ...folders,
    ...(existsSync(join(root, "generated")) ? ["generated"] : []),
  ]) {
    for (const path of codeFiles(join(root, folder))) {
      const target = join(shadow, relative(root, path));
      mkdirSync(dirname(target), { recursive: true });
      const isOurs = folder !== "generated";
      writeFileSync(target, isOurs ? stubOf(root, path, withTypes) : "export {};\n");
      if (isOurs) count += 1;
    }
  }
  const program = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
  const config = join(root, ".dependency-cruiser.cjs");
  const result = spawnSync(
    process.execPath,
    [program, ...folders, "--config", config, "--output-type", "json"],
    {
      cwd: shadow,
      encoding: "utf8",
      maxBuffer: 256 * 1024 * 1024,
      env: { ...process.env, IMPORTS: withTypes ? "all" : "values" },
    },
  );
  if (!result.stdout.startsWith("{")) return [`dependency-cruiser failed:\n${result.stderr}`];
  const { modules, summary } = JSON.parse(result.stdout);
  const cruised = modules.filter(({ source }) => folders.some((f) => source.startsWith(`${f}/`)));
  const complaints = summary.violations.map(({ rule, from, to, cycle }) => {
    const road = cycle ? [from, ...cycle.map((step) => step.name)].join(" → ") : `${from} → ${to}`;
    return `${rule.name}: ${road}`;
  });
  for (const { source, dependencies } of cruised) {
    for (const { module, couldNotResolve } of dependencies) {
      if (couldNotResolve && module.startsWith(".") && !module.endsWith(".css")) {
        complaints.push(`not found: ${source} → ${module}`);
      }
    }
  }
  // A tool that reads nothing finds nothing: it must have seen every file.
  if (cruised.length < count) complaints.push(`only ${cruised.length} of ${count} files were read`);
  return complaints;
}

const root = resolve(import.meta.dirname, "../..");
const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
const complaints = [...new Set([...cruise(root, folders, true), ...cruise(root, folders, false)])];
for (const complaint of complaints) console.log(complaint);
console.log(
  complaints.length === 0 ? "The import rules hold." : `${complaints.length} violations.`,
);
process.exit(complaints.length === 0 ? 0 : 1);
