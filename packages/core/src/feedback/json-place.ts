const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[\u0020\u0021\u0023-\u005b\u005d-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Deeper nesting is no data but an attack on whoever reads it. */
const DEEPEST = 200;

/** A place in a text as people count: both from 1. */
export type TextPlace = { readonly line: number; readonly column: number };

type Expecting = "value" | "value or ]" | "key" | "key or }" | "colon" | "comma" | "end";

/**
 * Where a text stops being JSON, so that a sender can be told. Engines word this differently and partly leave the place out.
 *
 * @returns `null` when it is JSON, nested at most 200 deep
 * @example
 * jsonFault('{\n "a": }') // => { line: 2, column: 7 }
 * @example
 * jsonFault("[1, 2]") // => null
 */
export function jsonFault(text: string): TextPlace | null {
  const open: ("[" | "{")[] = [];
  let expecting: Expecting = "value";
  let at = 0;
  const eat = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at = pattern.lastIndex;
    return match !== null;
  };
  const after = (): Expecting => (open.length === 0 ? "end" : "comma");
  for (;;) {
    eat(SPACE);
    const char = text[at];
    if (char === undefined) return expecting === "end" ? null : placeOf(text, at);
    const isClosing =
      (char === "]" && open.at(-1) === "[" && (expecting === "value or ]" || expecting === "comma")) ||
      (char === "}" && open.at(-1) === "{" && (expecting === "key or }" || expecting === "comma"));
    if (isClosing) {
      at += 1;
      open.pop();
      expecting = after();
    } else if (expecting === "comma" && char === ",") {
      at += 1;
      expecting = open.at(-1) === "{" ? "key" : "value";
    } else if (expecting === "colon" && char === ":") {
      at += 1;
      expecting = "value";
    } else if (expecting === "key" || expecting === "key or }") {
      if (!eat(STRING)) return placeOf(text, at);
      expecting = "colon";
    } else if (expecting === "value" || expecting === "value or ]") {
      if (char === "[" || char === "{") {
        if (open.length === DEEPEST) return placeOf(text, at);
        at += 1;
        open.push(char);
        expecting = char === "[" ? "value or ]" : "key or }";
      } else if (eat(char === '"' ? STRING : SCALAR)) expecting = after();
      else return placeOf(text, at);
    } else return placeOf(text, at);
  }
}

function placeOf(text: string, at: number): TextPlace {
  const before = text.slice(0, at);
  return { line: before.split("\n").length, column: at - before.lastIndexOf("\n") };
}
