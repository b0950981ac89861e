import { expect, test } from "vitest";
import { readForm } from "./browse.js";

test("doctor: reads a form as a browser without scripts does: repeated fields stay, switched-off ones do not go along", () => {
  const page = `<form method="get" action="/other"></form>
    <form method="post" action="/s/a?x=1&amp;y=2"><input type="hidden" name="shown" value="q1"><input type="hidden" name="shown" value="&quot;q2&quot;">
    <fieldset hidden disabled><input type="hidden" name="shown" value="q3"></fieldset>
    <label><input type="radio" name="a.q1" value="0"></label><label><input type="radio" name="a.q1" value="1"></label>
    <input type="checkbox" name="c" value="1"><textarea name="why"></textarea></form>`;
  expect(readForm(page)).toEqual({
    action: "/s/a?x=1&y=2",
    fields: [
      ["shown", "q1"],
      ["shown", '"q2"'],
      ["why", ""],
    ],
    choices: new Map([["a.q1", ["0", "1"]]]),
  });
  expect(readForm("<p>Thank you</p>")).toBeNull();
});
