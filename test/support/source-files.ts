import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

export interface SourceFile {
  /** From the root of the project, with forward slashes. */
  path: string;
  text: string;
  imports: string[];
  /** Without those that are erased with the types. */
  loads: string[];
}

const root = path.resolve(import.meta.dirname, "../..");
const folders = [".ci", "app", "components", "lib", "prisma", "public", "scripts", "test"];
const isCode = (file: string) => /\.(ts|tsx|mts|mjs)$/.test(file);
const isTest = (file: string) => /^test\/|\.test\.tsx?$/.test(file);

/** Every file of ours, from the root: not what is installed, generated or built. */
export const allFiles = [
  ...readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(\.git|[a-z])/i.test(entry.name))
    .map((entry) => entry.name)
    .filter((name) => name !== "next-env.d.ts"),
  ...folders.flatMap(filesIn),
];
export const sources: SourceFile[] = allFiles.filter(isCode).map((file) => {
  const text = textOf(file);
  const erased = /^\s*(import|export) type\b[^;]*;/gm;
  const loads = importsOf(file, text.replace(erased, ""));
  return { path: file, text, imports: importsOf(file, text), loads };
});
/** What is not a test. */
export const production = sources.filter((file) => !isTest(file.path));

export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}

/** What a file imports: the project's own files from its root and without extension, packages by name. */
function importsOf(file: string, text: string): string[] {
  const statement =
    /^\s*(?:import|export)\b[^;"']*?\bfrom\s*["']([^"']+)["']|^\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm;
  return [...text.matchAll(statement)].map(([, from, bare, dynamic]) => {
    const specifier = from ?? bare ?? dynamic ?? "";
    if (specifier.startsWith("@/")) return withoutExtension(specifier.slice(2));
    if (!specifier.startsWith(".")) return specifier;
    return withoutExtension(path.posix.join(path.posix.dirname(file), specifier));
  });
}

export function isOwn(specifier: string): boolean {
  return folders.some((folder) => specifier.startsWith(`${folder}/`));
}

/** Globs over paths without extension: `*` within a folder, `**` at any depth, `{a,b}`. */
export function matches(file: string, globs: string[]): boolean {
  return globs.some((glob) => globPattern(glob).test(withoutExtension(file)));
}

function globPattern(glob: string): RegExp {
  const pattern = glob
    .replaceAll(".", "\\.")
    .replace(/\*\*|\*/g, (stars) => (stars === "**" ? ".*" : "[^/]*"))
    .replace(/\{([^}]*)\}/g, (_, choices: string) => `(${choices.replaceAll(",", "|")})`);
  return new RegExp(`^${pattern}$`);
}

export function withoutExtension(file: string): string {
  return file.replace(/\.(ts|tsx|mts|mjs|json)$/, "");
}

function filesIn(folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, "/")))
    .filter((file) => !file.startsWith("prisma/generated/"))
    .filter((file) => statSync(path.join(root, file)).isFile());
}

export function textOf(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}
