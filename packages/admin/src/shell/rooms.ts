import type { Permission } from "@manyi/core/access";
import { useRouter } from "@tanstack/react-router";
import { useMay } from "../session.js";

/** The rooms of the house in their order; `gap` opens a new group. */
export const rooms = [
  { name: "home", gap: false },
  { name: "listen", gap: true },
  { name: "understand", gap: false },
  { name: "act", gap: false },
  { name: "prove", gap: false },
  { name: "customers", gap: true },
  { name: "platform", gap: false },
] as const;
export type RoomName = (typeof rooms)[number]["name"];

export type MenuPage = { readonly path: string; readonly menu: string };
export type Room = { readonly name: RoomName; readonly gap: boolean; readonly path: string; readonly pages: readonly MenuPage[] };

type Registered = { readonly path: string; readonly menu: string | undefined; readonly may: Permission | undefined };

/** The room a path belongs to: its first segment, or home. */
export function roomOf(path: string): RoomName {
  const first = path.split("/")[1] ?? "";
  return rooms.find(({ name }) => name === first)?.name ?? "home";
}

/** The rooms a person finds: those with a page they may open. A room opens on its first page. */
export function openRooms(registered: readonly Registered[], may: (permission: Permission) => boolean): Room[] {
  const open = registered.filter((page) => page.menu !== undefined && (page.may === undefined || may(page.may)));
  return rooms.flatMap((room): Room[] => {
    if (room.name === "home") return [{ ...room, path: "/", pages: [] }];
    const pages = open.filter(({ path }) => roomOf(path) === room.name).map(({ path, menu }) => ({ path, menu: menu ?? "" }));
    return pages[0] === undefined ? [] : [{ ...room, path: pages[0].path, pages }];
  });
}

function useRegistered(): Registered[] {
  const { routesByPath } = useRouter();
  return Object.values(routesByPath).map((route) => {
    const { menu, may } = route.options.staticData ?? {};
    return { path: route.fullPath, menu, may };
  });
}

/** The rooms of the signed-in person. */
export function useRooms(): Room[] {
  return openRooms(useRegistered(), useMay());
}

/** Whether a page exists and the signed-in person may open it. */
export function useReachable(): (path: string) => boolean {
  const registered = useRegistered();
  const may = useMay();
  return (path) => registered.some((page) => page.path === path && (page.may === undefined || may(page.may)));
}
