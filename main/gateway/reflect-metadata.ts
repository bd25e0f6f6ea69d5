/**
 * The three functions of the Reflect metadata proposal that the certificate library's dependency injection asks for
 * when it is loaded. It stores injection tokens of its own classes with them, nothing of ours.
 */
const stored = new WeakMap<object, Map<unknown, unknown>>();

const get = (key: unknown, target: object): unknown => stored.get(target)?.get(key);

if (!('getMetadata' in Reflect)) {
  Object.assign(Reflect, {
    getMetadata: get,
    getOwnMetadata: get,
    defineMetadata(key: unknown, value: unknown, target: object): void {
      stored.set(target, (stored.get(target) ?? new Map<unknown, unknown>()).set(key, value));
    },
  });
}
