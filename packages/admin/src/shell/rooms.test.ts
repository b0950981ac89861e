import { expect, test } from "vitest";
import { openRooms, roomOf } from "./rooms.js";

const registered = [
  { path: "/", menu: undefined, may: undefined },
  { path: "/listen/voices", menu: "voices", may: "voices:read" as const },
  { path: "/listen/surveys", menu: "surveys", may: "surveys:read" as const },
  { path: "/listen/surveys/$id", menu: undefined, may: "surveys:read" as const },
  { path: "/understand/dashboard", menu: "dashboard", may: "figures:read" as const },
];

test("a room opens on its first page the reader may open; a room without one is not there", () => {
  const rooms = openRooms(registered, (permission) => permission === "surveys:read");
  expect(rooms.map(({ name, path }) => [name, path])).toEqual([
    ["home", "/"],
    ["listen", "/listen/surveys"],
  ]);
  expect(rooms[1]?.pages).toEqual([{ path: "/listen/surveys", menu: "surveys" }]);
});

test("a path belongs to the room of its first segment, else to home", () => {
  expect(roomOf("/listen/surveys/3")).toBe("listen");
  expect(roomOf("/")).toBe("home");
  expect(roomOf("/elsewhere")).toBe("home");
});
