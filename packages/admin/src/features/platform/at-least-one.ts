/** A rule for a list that needs an entry; unlike `required` it sets no attribute that a group of boxes may not have. */
export function atLeastOne(message: string) {
  return {
    validator: (_: unknown, value?: readonly unknown[]) => (value?.length ? Promise.resolve() : Promise.reject(new Error(message))),
  };
}
