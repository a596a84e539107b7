/**
 * One value per process. Production bundles hold several copies of a module (instrumentation, route handlers, pages),
 * and development reloads them: only `globalThis` is shared by all.
 */
export function singleton<T>(name: string, make: () => T): T {
  const store: Record<symbol, unknown> = globalThis;
  const key = Symbol.for(`rushes.${name}`);
  store[key] ??= make();
  return store[key] as T;
}
