// Validates YAML files against a JSON Schema with public readers (ajv; yaml, which editors' YAML
// support reads with).
//
//   check_schema.mjs PROGRAM FOLDER
//
// The program's schemas must accept every scenario, equipment, walkthrough and text file below
// FOLDER, and refuse every file of FOLDER/tests/bad whose problem is one of shape: those listed in
// tests/bad/structural.txt, no more, no fewer. Every keyword that refuses something is taken out
// once, and then something must get through: so no keyword is there without a file that needs it.
// Exit 0: all as it should be. 1: the lines say what is not.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Ajv from "ajv";
import { parseDocument } from "yaml";

const [program, root] = process.argv.slice(2);
const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true,
                      strictRequired: false, strictTypes: false });
const schemas = JSON.parse(execFileSync(program, ["schema"], { encoding: "utf8" }));
const compile = (all) => Object.fromEntries(
  Object.entries(all).map(([kind, schema]) => [kind, ajv.compile(schema)]));
const validators = compile(schemas);
const failures = [];

// What is wrong with a file, or nothing. A file that is no YAML never gets as far as a schema.
function problemsOf(path, kind, by = validators) {
  const document = parseDocument(readFileSync(path, "utf8"), { version: "1.2" });
  if (document.errors.length > 0) return [`no YAML: ${document.errors[0].message.split("\n")[0]}`];
  const validate = by[kind];
  let value;
  try {
    value = document.toJS();
  } catch (error) {
    return [`no YAML: ${error.message}`];
  }
  if (validate(value)) return [];
  return validate.errors.map((e) => `${e.instancePath || "/"} ${e.message}`);
}

function kindOf(path) {
  const name = basename(path), folder = basename(dirname(path));
  if (name === "scenario.yaml") return "scenario";
  if (name === "equipment.yaml") return "equipment";
  if (/^text\..*\.yaml$/.test(name) || folder === "text") return "text";
  if (folder === "walkthroughs") return "walkthrough";
  return "";
}

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    if (entry.isFile() && entry.name.endsWith(".yaml")) yield path;
  }
}

const counts = {};
for (const part of ["scenarios", "assets", "tests/bad/base"]) {
  for (const path of filesBelow(join(root, part))) {
    const kind = kindOf(path);
    if (kind === "") continue;
    counts[kind] = (counts[kind] ?? 0) + 1;
    for (const problem of problemsOf(path, kind)) failures.push(`${path}: refused: ${problem}`);
  }
}

// The schemas without a keyword (a key of that name under `properties` is none). Conditions stay:
// one that always holds would refuse more, not less.
function without(schema, keyword, isMap = false) {
  if (Array.isArray(schema)) return schema.map((item) => without(item, keyword));
  if (schema === null || typeof schema !== "object") return schema;
  return Object.fromEntries(Object.entries(schema)
    .filter(([key, value]) => isMap || key !== keyword)
    .map(([key, value]) =>
      [key, key === "if" ? value : without(value, keyword, !isMap && (key === "properties" || key === "definitions"))]));
}

const bad = join(root, "tests/bad");
const structural = new Set(readFileSync(join(bad, "structural.txt"), "utf8").split("\n")
  .filter((line) => line !== "" && !line.startsWith("#")));
const kinds = { scenario: "scenario", equipment: "equipment", tester: "equipment",
                walkthrough: "walkthrough", text: "text" };
let refused = 0;
for (const file of readdirSync(bad).filter((name) => name.endsWith(".yaml"))) {
  const [name, kind] = file.split(".");
  const problems = problemsOf(join(bad, file), kinds[kind]);
  const expected = structural.delete(name);
  if (expected && problems.length === 0) failures.push(`${file}: accepted, though its shape is wrong`);
  if (!expected && problems.length > 0) {
    failures.push(`${file}: refused, though structural.txt does not list it: ${problems[0]}`);
  }
  if (expected && problems.length > 0) ++refused;
}
const planted = ["additionalProperties", "const", "enum", "maxItems", "minItems", "pattern", "required",
                 "type"];
for (const keyword of planted) {
  const weaker = compile(Object.fromEntries(Object.entries(schemas)
    .map(([kind, schema]) => [kind, without(schema, keyword)])));
  const noticed = readdirSync(bad).filter((name) => name.endsWith(".yaml")).some((file) => {
    const kind = kinds[file.split(".")[1]];
    return problemsOf(join(bad, file), kind).length > 0 &&
           problemsOf(join(bad, file), kind, weaker).length === 0;
  });
  if (!noticed) failures.push(`without '${keyword}' the schemas refuse the same files`);
}
for (const name of structural) failures.push(`structural.txt lists '${name}', which is no file`);
for (const kind of Object.keys(schemas)) {
  if (!(counts[kind] > 1)) failures.push(`no ${kind} files were found below ${root}`);
}

console.log(`${JSON.stringify(counts)} accepted, ${refused} broken files refused`);
for (const failure of failures) console.log(failure);
process.exit(failures.length === 0 ? 0 : 1);
