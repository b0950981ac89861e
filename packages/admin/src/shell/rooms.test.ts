import { expect, test } from "vitest";
import { openRooms, roomOf } from "./rooms.js";

const registered = [
  { path: "/", menu: undefined, may: undefined, gap: false },
  { path: "/listen/voices", menu: "voices", may: "voices:read" as const, gap: false },
  { path: "/listen/surveys", menu: "surveys", may: "surveys:read" as const, gap: false },
  { path: "/listen/surveys/$id", menu: undefined, may: "surveys:read" as const, gap: false },
  { path: "/listen/sources", menu: "sources", may: "imports:run" as const, gap: true },
  { path: "/listen/quality", menu: "quality", may: "figures:read" as const, gap: false },
  { path: "/understand/dashboard", menu: "dashboard", may: "figures:read" as const, gap: false },
];

test("a room opens on its first page the reader may open; a room without one is not there", () => {
  const rooms = openRooms(registered, (permission) => permission === "surveys:read");
  expect(rooms.map(({ name, path }) => [name, path])).toEqual([
    ["home", "/"],
    ["listen", "/listen/surveys"],
  ]);
  expect(rooms[1]?.pages).toEqual([{ path: "/listen/surveys", menu: "surveys", gap: false }]);
});

test("a group begins at its first page that is open, and never at the top of a room", () => {
  const gapsFor = (...granted: string[]) =>
    openRooms(registered, (permission) => granted.includes(permission))[1]?.pages.map(({ menu, gap }) => [menu, gap]);
  expect(gapsFor("voices:read", "figures:read")).toEqual([
    ["voices", false],
    ["quality", true],
  ]);
  expect(gapsFor("figures:read")).toEqual([["quality", false]]);
});

test("a path belongs to the room of its first segment, else to home", () => {
  expect(roomOf("/listen/surveys/3")).toBe("listen");
  expect(roomOf("/")).toBe("home");
  expect(roomOf("/elsewhere")).toBe("home");
});
