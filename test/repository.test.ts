import { describe, expect, test } from "vitest";
import {
  allFiles,
  isOwn,
  matches,
  production,
  type SourceFile,
  sources,
  textOf,
  withoutComments,
  withoutExtension,
} from "./support/source-files";

/** The house rules (ARCHITECTURE.md, "Who may import whom"), checked on the files themselves. */

/** What the browser may load of lib. */
const shared = [
  "lib/{failure,format,framing,framing-shape,paths,result}",
  "lib/actions/*",
  "lib/catalogue/{catalogue,price-view,quote,sora,types}",
  "lib/costs/{budget-form,calendar,money,over,range,sums,view}",
  "lib/i18n/**",
  "lib/library/{query,shape,trash,view}",
  "lib/queries/*",
  "lib/search/{fold,tokens}",
  "lib/task/{input,status,view}",
];

/** Packages that a browser must not load; a module that does begins with `import "server-only"`. */
const serverPackages =
  /^(node:.*|@napi-rs\/.*|@prisma\/.*|better-sqlite3|h264-mp4-encoder|mediabunny|pg|pino|sharp)$/;

interface ImportRule {
  title: string;
  of: string[];
  /** Of the project's own files, it imports nothing else. */
  only?: string[];
  never?: string[];
  /** Files that the rule does not bind. */
  except?: string[];
}

const importRules: ImportRule[] = [
  {
    title: "routes and pages reach the work through the rows alone",
    of: ["app/**", "lib/{access,actions}/*"],
    never: ["lib/{worker,upstream,sandbox}/**"],
  },
  {
    title: "components know what the browser may know",
    of: ["components/**"],
    only: ["components/**", ...shared],
  },
  {
    title: "components/ui knows no domain",
    of: ["components/ui/*"],
    only: ["components/ui/*"],
  },
  {
    title: "lib does not know the screens",
    of: ["lib/**"],
    never: ["app/**", "components/**"],
  },
  {
    title: "what the browser may know knows no more itself",
    of: shared,
    only: shared,
    except: ["lib/actions/*", "lib/i18n/request"],
  },
  {
    title: "upstream knows neither storage, media nor the database",
    of: ["lib/upstream/*"],
    never: ["lib/{storage,media,task,worker}/**", "lib/db"],
  },
  {
    title: "storage knows neither upstream, media nor the database",
    of: ["lib/storage/*"],
    never: ["lib/{upstream,media,task,worker}/**", "lib/db"],
  },
  {
    title: "media knows neither upstream, storage nor the database",
    of: ["lib/media/**"],
    never: ["lib/{upstream,storage,task,worker}/**", "lib/db"],
  },
  {
    title: "searching knows neither tasks nor the library, only what they are found by",
    of: ["lib/search/*"],
    only: ["lib/search/*", "lib/db"],
  },
  {
    title: "the library only reads: it knows neither upstream nor the worker",
    of: ["lib/library/*"],
    never: ["lib/{access,actions,queries,upstream,worker}/**"],
  },
  {
    title: "what comes from elsewhere is taken without upstream's or the worker's help",
    of: ["lib/import/*"],
    never: ["lib/{access,actions,queries,upstream,worker}/**"],
  },
  {
    title: "the worker serves no requests",
    of: ["lib/worker/*"],
    never: ["lib/{access,actions,i18n,queries}/**"],
  },
  {
    title: "tasks do not know who works on them",
    of: ["lib/task/*"],
    never: ["lib/{access,actions,queries,upstream,worker}/**"],
  },
  {
    // It stands for somebody else's server: what it shares with us is what both have read.
    title: "the sandbox knows nothing of how we speak to it",
    of: ["lib/sandbox/**"],
    never: ["lib/{access,actions,storage,task,upstream,worker}/**", "lib/db"],
  },
  {
    title: "one place chooses between the sandbox and API Yi",
    of: ["**"],
    never: ["lib/sandbox/**"],
    except: ["lib/sandbox/**", "lib/upstream/select"],
  },
  {
    title: "one place knows the two database clients",
    of: ["**"],
    never: ["prisma/**"],
    except: ["lib/db", "prisma/**", "prisma.config"],
  },
];

describe("imports", () => {
  test.each(importRules.map((rule) => [rule.title, rule] as const))("%s", (_, rule) => {
    const bound = production.filter(
      (file) => matches(file.path, rule.of) && !matches(file.path, rule.except ?? []),
    );
    const broken = bound.flatMap((file) =>
      file.imports
        .filter(isOwn)
        .filter((to) => (rule.only && !matches(to, rule.only)) || matches(to, rule.never ?? []))
        .map((to) => `${file.path} imports ${to}`),
    );
    expect(bound).not.toEqual([]);
    expect(broken).toEqual([]);
  });

  test("next/* stays with the screens, the routes and the actions", () => {
    expect(
      importers(/^next(\/|$)/, ["lib/**"], ["lib/actions/*", "lib/access/*", "lib/i18n/request"]),
    ).toEqual([]);
  });

  test("only lib/upstream speaks HTTP, and only through its http.ts", () => {
    const own = ["lib/upstream/{http,transport}", "lib/sandbox/**"];
    expect(importers(/^node:https?$/, ["app/**", "lib/**"], [...own, "lib/media/*"])).toEqual([]);
    expect(
      containing(/(await|return|=>|=)\s+fetch\(/, [
        "lib/queries/*",
        "components/**",
        "scripts/*",
        ...own,
      ]),
    ).toEqual([]);
  });

  test("there are no barrel files", () => {
    const barrels = production.filter(
      (file) => /(^|\/)index\.tsx?$/.test(file.path) || /^export \*/m.test(file.text),
    );
    expect(barrels.map((file) => file.path)).toEqual([]);
  });
});

describe("modules of the server", () => {
  test("begin by refusing the browser", () => {
    const marked = (file: SourceFile) =>
      withoutComments(file.text).trimStart().startsWith('import "server-only";');
    const server = new Set(production.filter(marked).map((file) => withoutExtension(file.path)));
    const reachesServer = (to: string) => serverPackages.test(to) || server.has(to);
    const open = production
      .filter((file) => matches(file.path, ["lib/**"]) && !matches(file.path, ["lib/actions/*"]))
      .filter((file) => !marked(file) && file.loads.some(reachesServer));
    expect(open.map((file) => file.path)).toEqual([]);
  });

  test("actions say that they are", () => {
    const actions = production.filter((file) => matches(file.path, ["lib/actions/*"]));
    const unmarked = actions.filter(
      (file) =>
        /^export (async )?(function|const)/m.test(file.text) &&
        !file.text.startsWith('"use server";'),
    );
    expect(unmarked.map((file) => file.path)).toEqual([]);
  });

  test("read the environment through lib/env.ts alone", () => {
    // Next removes what another runtime needs by this very expression.
    const next = ["instrumentation"];
    const tools = ["*.config", "prisma/*", "scripts/*"];
    expect(containing(/process\.env/, ["lib/env", ...next, ...tools])).toEqual([]);
  });
});

describe("types", () => {
  test("are not talked out of", () => {
    const silenced = /\bas unknown as\b|\bas any\b|: any\b|<any>|@ts-(ignore|expect-error|nocheck)/;
    const broken = sources.filter(
      (file) => file.path !== "test/repository.test.ts" && silenced.test(file.text),
    );
    expect(broken.map((file) => file.path)).toEqual([]);
  });
});

describe("the repository", () => {
  test("names no machine and no registry", () => {
    const telling = /(^|[\s"'`(=:])\/(root|home|work|Users)\/|"resolved": "https?:\/\//m;
    const text = allFiles.filter((file) => !/\.(png|ico|woff2|jpg|webp|mp4)$/.test(file));
    expect(text.filter((file) => telling.test(textOf(file)))).toEqual([]);
  });
});

/** Files that import a package. */
function importers(name: RegExp, within: string[], except: string[]): string[] {
  return production
    .filter((file) => matches(file.path, within) && !matches(file.path, except))
    .filter((file) => file.imports.some((to) => name.test(to)))
    .map((file) => file.path);
}

function containing(pattern: RegExp, except: string[]): string[] {
  return production
    .filter((file) => !matches(file.path, except) && pattern.test(withoutComments(file.text)))
    .map((file) => file.path);
}
