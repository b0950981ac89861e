import { expect, test } from "vitest";
import { actOf } from "./stream-keys.js";

const press = (key: string, over = {}) => actOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...over });

test("keys: figures and signs say the same; a shortcut of the browser is left alone", () => {
  for (const [figure, sign] of ["1+", "20", "3-"].map((pair) => [...pair])) expect(press(figure!)).toEqual(press(sign!));
  expect(press("J")).toEqual({ act: "next" });
  expect(press("t", { ctrlKey: true })).toBeNull();
  expect(["c", "i", "f", "n"].map((key) => press(key)?.act)).toEqual(["case", "inbox", "finding", "note"]);
  expect(press("Tab")).toBeNull();
});
