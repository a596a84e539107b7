/**
 * One value per process. Production bundles hold several copies of a module (instrumentation, route handlers, pages),
 * and development reloads them: only `globalThis` is shared by all.
 */
export function singleton<T>(name: string, make: () => T): T {
  const store = globalThis as unknown as Record<symbol, T | undefined>;
  const key = Symbol.for(`rushes.${name}`);
  store[key] ??= make();
  return store[key];
}
