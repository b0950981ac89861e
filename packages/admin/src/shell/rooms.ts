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

export type MenuPage = { readonly path: string; readonly menu: string; readonly gap: boolean };
export type Room = { readonly name: RoomName; readonly gap: boolean; readonly path: string; readonly pages: readonly MenuPage[] };

type Registered = Pick<MenuPage, "path" | "gap"> & { readonly menu: string | undefined; readonly may: Permission | undefined };

/** The room a path belongs to: its first segment, or home. */
export function roomOf(path: string): RoomName {
  const first = path.split("/")[1] ?? "";
  return rooms.find(({ name }) => name === first)?.name ?? "home";
}

/** The rooms a person finds: those with a page they may open. A room opens on its first page; a group begins at the first of its pages that is open. */
export function openRooms(registered: readonly Registered[], may: (permission: Permission) => boolean): Room[] {
  return rooms.flatMap((room): Room[] => {
    if (room.name === "home") return [{ ...room, path: "/", pages: [] }];
    const pages: MenuPage[] = [];
    let gap = false;
    for (const page of registered.filter(({ path }) => roomOf(path) === room.name)) {
      gap ||= page.gap;
      if (page.menu === undefined || (page.may !== undefined && !may(page.may))) continue;
      pages.push({ path: page.path, menu: page.menu, gap: gap && pages.length > 0 });
      gap = false;
    }
    return pages[0] === undefined ? [] : [{ ...room, path: pages[0].path, pages }];
  });
}

function useRegistered(): Registered[] {
  const { routesByPath } = useRouter();
  return Object.values(routesByPath).map((route) => {
    const { menu, may, gap = false } = route.options.staticData ?? {};
    return { path: route.fullPath, menu, may, gap };
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
